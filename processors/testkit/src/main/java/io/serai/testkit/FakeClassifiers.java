package io.serai.testkit;

import static java.util.Comparator.comparingInt;

import io.serai.core.ClassifierException;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Classifiers driven by keywords, looked for without regard to case. Until told otherwise they have the heads
 * {@code intent}, {@code complexity}, {@code pii} and {@code embedding}, say {@code other}, 0.1 ({@code easy}) and
 * no spans of every text, and answer on the thread that asks. Thread-safe.
 *
 * <p>Embeddings are bags of words: texts with the same words in any order are alike, texts without a common word
 * are (nearly) at right angles.
 */
public final class FakeClassifiers implements Classifiers {
    /** Name and version in its signals. */
    public static final String MODEL = "fake@1";

    private static final String OTHER = "other";
    private static final double EASY = 0.1;
    private static final double SURE = 0.9;
    private static final int SIZE = 64;

    private final Map<String, String> intents = new LinkedHashMap<>();
    private final Map<String, Double> degrees = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private Set<String> heads = new LinkedHashSet<>(List.of("intent", "complexity", "pii", "embedding"));
    private Executor answers = Runnable::run;
    private @Nullable Reason failure;
    private boolean holding;

    /** One question. */
    public record Asked(List<String> texts, Set<String> heads, Duration deadline, Urgency urgency) {}

    /** A text with {@code keyword} has that intent; of several keywords the one told first counts. */
    public synchronized FakeClassifiers intent(String label, String keyword) {
        intents.putIfAbsent(keyword.toLowerCase(Locale.ROOT), label);
        return this;
    }

    /** A text with {@code keyword} is that complex; of several keywords the most complex counts. */
    public synchronized FakeClassifiers complexity(double score, String keyword) {
        degrees.put(keyword.toLowerCase(Locale.ROOT), score);
        return this;
    }

    /**
     * Each occurrence of {@code value}, spelt like this, is a span of that type with score 0.9; of two that overlap the
     * one that begins first, then the longer one.
     */
    public synchronized FakeClassifiers span(String type, String value) {
        types.put(value, type);
        return this;
    }

    /** The heads there are from now on; none if there are no names. */
    public synchronized FakeClassifiers serve(String... names) {
        heads = new LinkedHashSet<>(List.of(names));
        return this;
    }

    /** Answers on {@code executor} from now on, as a real one does. */
    public synchronized FakeClassifiers answerOn(Executor executor) {
        answers = executor;
        return this;
    }

    /** Every question fails with {@code reason} from now on; null: none does. */
    public synchronized FakeClassifiers fail(@Nullable Reason reason) {
        failure = reason;
        return this;
    }

    /** Answers wait from now on, until {@link #release}. */
    public synchronized FakeClassifiers hold() {
        holding = true;
        return this;
    }

    /** Gives the answers that wait, and those to come. */
    public void release() {
        List<Runnable> waiting;
        synchronized (this) {
            holding = false;
            waiting = List.copyOf(held);
            held.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /** The questions so far, in their order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Set<String> heads() {
        return Set.copyOf(heads);
    }

    @Override
    public synchronized Set<String> vocabulary(String head) {
        return !heads.contains(head)
                ? Set.of()
                : switch (head) {
                    case "complexity" -> Set.of("easy", "medium", "hard");
                    case "pii" -> Set.copyOf(types.values());
                    case "embedding" -> Set.of();
                    default -> {
                        var labels = new LinkedHashSet<>(intents.values());
                        labels.add(OTHER);
                        yield labels;
                    }
                };
    }

    @Override
    public CompletableFuture<List<Map<String, Signal>>> classify(
            List<String> texts, Set<String> wanted, Duration deadline, Urgency urgency) {
        var answer = new CompletableFuture<List<Map<String, Signal>>>();
        Executor on;
        Runnable giving;
        synchronized (this) {
            asked.add(new Asked(List.copyOf(texts), Set.copyOf(wanted), deadline, urgency));
            giving = giving(answer, texts, wanted);
            if (holding) {
                Executor later = answers;
                held.add(() -> later.execute(giving));
                return answer;
            }
            on = answers;
        }
        on.execute(giving);
        return answer;
    }

    private Runnable giving(
            CompletableFuture<List<Map<String, Signal>>> answer, List<String> texts, Set<String> wanted) {
        Reason reason = heads.containsAll(wanted) ? failure : Reason.NO_MODEL;
        if (reason != null) {
            var refused = new ClassifierException(reason, "the fake fails: " + reason);
            return () -> answer.completeExceptionally(refused);
        }
        var said = texts.stream().map(text -> signals(text, wanted)).toList();
        return () -> answer.complete(said);
    }

    private Map<String, Signal> signals(String text, Set<String> wanted) {
        String lower = text.toLowerCase(Locale.ROOT);
        var signals = new LinkedHashMap<String, Signal>();
        for (String head : wanted) {
            signals.put(
                    head,
                    switch (head) {
                        case "complexity" -> degree(lower);
                        case "pii" -> spans(text);
                        case "embedding" -> vector(lower);
                        default -> label(lower);
                    });
        }
        return signals;
    }

    private Signal label(String text) {
        String best = first(text);
        boolean known = !best.equals(OTHER);
        var scores = new LinkedHashMap<String, Double>();
        var labels = new LinkedHashSet<>(intents.values());
        labels.add(OTHER);
        int others = Math.max(1, labels.size() - 1);
        for (String each : labels) {
            scores.put(each, each.equals(best) ? SURE : (1 - SURE) / others);
        }
        return new Signal.Label(best, known ? SURE : (1 - SURE) / others, scores, MODEL);
    }

    private String first(String text) {
        for (var intent : intents.entrySet()) {
            if (text.contains(intent.getKey())) {
                return intent.getValue();
            }
        }
        return OTHER;
    }

    private Signal degree(String text) {
        double score = EASY;
        for (var degree : degrees.entrySet()) {
            if (text.contains(degree.getKey())) {
                score = Math.max(score, degree.getValue());
            }
        }
        return new Signal.Degree(score, score < 0.35 ? "easy" : score < 0.65 ? "medium" : "hard", MODEL);
    }

    private Signal spans(String text) {
        var spans = new ArrayList<PiiSpan>();
        for (var type : types.entrySet()) {
            String value = type.getKey();
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
                spans.add(new PiiSpan(type.getValue(), at, at + value.length(), SURE, "model:fake"));
            }
        }
        spans.sort(comparingInt(PiiSpan::start)
                .thenComparing(comparingInt(PiiSpan::end).reversed()));
        var apart = new ArrayList<PiiSpan>();
        for (PiiSpan span : spans) {
            if (apart.isEmpty() || apart.getLast().end() <= span.start()) {
                apart.add(span);
            }
        }
        return new Signal.Spans(apart, MODEL);
    }

    private static Signal vector(String text) {
        var values = new float[SIZE];
        for (String word : text.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                values[Math.floorMod(word.hashCode() * 0x9E3779B1, SIZE)] += 1;
            }
        }
        double square = 0;
        for (float value : values) {
            square += value * value;
        }
        float length = square == 0 ? 1 : (float) Math.sqrt(square);
        for (int i = 0; i < SIZE; i++) {
            values[i] /= length;
        }
        return new Signal.Vector(values, true, MODEL);
    }
}
