package io.serai.onnx.model;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pieces of the text. Of a long text no more is kept than a tag and a score for each word. */
final class TokensGathering implements Gathering {
    private final Head.Tokens head;
    private final Tags tags;
    private final EncodedText text;
    private final int[] owners;
    private final short[] tagOf;
    private final double[] scoreOf;

    TokensGathering(Head.Tokens head, Tags tags, EncodedText text) {
        this.head = head;
        this.tags = tags;
        this.text = text;
        this.owners = text.windows().owners(text.words());
        this.tagOf = new short[owners.length];
        this.scoreOf = new double[owners.length];
    }

    @Override
    public void add(int window, FloatBuffer output, int at) {
        int[] first = text.words().first();
        int begin = text.windows().begins()[window];
        int end = begin + text.windows().length(window);
        double[] logits = new double[tags.count()];
        int found = Arrays.binarySearch(first, begin);
        for (int word = found < 0 ? -found - 1 : found; word < first.length && first[word] < end; word++) {
            if (owners[word] == window) {
                int place = at + (first[word] - begin + 1) * logits.length; // the row begins with [CLS]
                for (int i = 0; i < logits.length; i++) {
                    logits[i] = output.get(place + i);
                }
                decide(word, logits);
            }
        }
    }

    private void decide(int word, double[] logits) {
        Probabilities.softmax(logits);
        int tag = Probabilities.best(logits);
        tagOf[word] = (short) tag;
        scoreOf[word] = tags.typeScore(tag, logits);
    }

    @Override
    public Signal signal(String model) throws ModelException {
        var spans = new ArrayList<PiiSpan>();
        String type = Tags.NONE;
        int from = 0;
        for (int word = 0; word < tagOf.length; word++) {
            Gathering.number(scoreOf[word], head);
            String next = tags.types().get(tagOf[word]);
            if (!tags.continues()[tagOf[word]] || !next.equals(type)) {
                close(type, from, word, model, spans);
                type = next;
                from = word;
            }
        }
        close(type, from, tagOf.length, model, spans);
        return new Signal.Spans(List.copyOf(spans), model);
    }

    private void close(String type, int from, int to, String model, List<PiiSpan> spans) {
        if (type.equals(Tags.NONE)) {
            return;
        }
        double score = Math.min(1, Arrays.stream(scoreOf, from, to).sum() / (to - from));
        int start = text.words().starts()[from];
        int end = text.words().ends()[to - 1];
        if (score >= head.minScore().getOrDefault(type, 0.0) && start < end) {
            spans.add(new PiiSpan(type, start, end, score, "model:" + model));
        }
    }
}
