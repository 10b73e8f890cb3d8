package io.serai.onnx.model;

import ai.onnxruntime.OrtException;
import io.serai.core.Signal;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model in memory. Thread-safe.
 *
 * <p>Memory outside the heap is freed when nobody holds the model any more: whoever opened it holds it until
 * {@link #close}, others from {@link #retain} to {@link #release}.
 */
public final class OnnxModel implements AutoCloseable {
    private static final int[] WARM_UP_BATCHES = {1, 8};

    private final Manifest manifest;
    private final TextEncoder encoder;
    private final Session session;
    private final List<Gathering.Start> starts;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Map<String, Signal> nothing;

    private OnnxModel(Manifest manifest, TextEncoder encoder, Session session) throws ModelException {
        this.manifest = manifest;
        this.encoder = encoder;
        this.session = session;
        this.starts = manifest.heads().stream().map(Gathering::start).toList();
        this.nothing = Nothing.signals(manifest, warmUp());
    }

    /**
     * Loads and checks the model at {@code folder}, and runs it a few times.
     *
     * @throws ModelException if it is refused: what was seen and what to do. Nothing of it stays in memory then.
     */
    public static OnnxModel open(Path folder, TokenizerLoader tokenizers) throws ModelException {
        Manifest manifest = Manifest.read(folder);
        var files = new VerifiedFiles(folder);
        byte[] tokenizer = files.read(manifest.tokenizer());
        byte[] graph = files.read(manifest.graph());
        String name = folder.resolve(manifest.graph().file()).toString();
        Opset.check(graph, manifest.opset(), name);
        var encoder = TextEncoder.of(
                tokenizer, folder.resolve(manifest.tokenizer().file()).toString(), tokenizers, manifest.window());
        return Handover.of(Session.open(graph, manifest, name), session -> new OnnxModel(manifest, encoder, session));
    }

    /**
     * Runs rows of lengths that come up, with the highest id of the tokenizer: a graph of another tokenizer fails now.
     *
     * @return what the heads say of a row without text
     */
    private Map<String, Signal> warmUp() throws ModelException {
        var scratch = new Scratch();
        for (int tokens : new int[] {manifest.window().length() - EncodedText.Frame.TOKENS, 8}) {
            for (int batch : WARM_UP_BATCHES) {
                var rows = new ArrayList<Row>();
                for (int i = 0; i < batch; i++) {
                    rows.add(new Row(reading(encoder.filler(tokens)), 0));
                }
                for (Reading read : run(rows, scratch)) {
                    signals(read);
                }
            }
        }
        Reading empty = reading(encoder.empty());
        run(List.of(new Row(empty, 0)), scratch);
        return empty.signals(manifest.id());
    }

    /** Which model it is. */
    public Manifest manifest() {
        return manifest;
    }

    /** Cuts {@code text} into rows, to be {@link #run}. */
    public Reading read(String text) {
        return reading(encoder.encode(text));
    }

    private Reading reading(EncodedText text) {
        return new Reading(text, manifest.heads(), starts);
    }

    /**
     * Runs {@code rows} of readings of this model as one batch, padded to the longest. What a row gives does not depend
     * on the others.
     *
     * @return readings that are complete by this run
     * @throws ModelException if the run fails
     */
    public List<Reading> run(List<Row> rows, Scratch scratch) throws ModelException {
        var complete = new ArrayList<Reading>();
        try {
            Outputs outputs = session.run(rows, scratch);
            for (int place = 0; place < rows.size(); place++) {
                Row row = rows.get(place);
                if (row.reading().add(row.window(), place, outputs)) {
                    complete.add(row.reading());
                }
            }
        } catch (OrtException e) {
            throw new ModelException(
                    manifest.id() + " fails on a batch of " + rows.size() + ": " + e.getMessage() + "; the graph may be"
                            + " of another tokenizer, or export the model anew",
                    e);
        }
        return complete;
    }

    /**
     * What the heads say about the text of {@code reading}, whose rows have all been run.
     *
     * @throws ModelException if an output was no number
     */
    public Map<String, Signal> signals(Reading reading) throws ModelException {
        return reading.rows() == 0 ? nothing : reading.signals(manifest.id());
    }

    /**
     * What the heads say about {@code text}, on this thread.
     *
     * @throws ModelException if the run fails
     */
    public Map<String, Signal> classify(String text) throws ModelException {
        return inspect(text).signals();
    }

    /**
     * All that the model makes of {@code text}, on this thread.
     *
     * @throws ModelException if the run fails
     */
    public Inspection inspect(String text) throws ModelException {
        var scratch = new Scratch();
        Reading reading = read(text);
        var windows = new ArrayList<Inspection.Window>();
        var outputs = new HashMap<String, List<float[]>>();
        try {
            for (int window = 0; window < reading.rows(); window++) {
                Row row = new Row(reading, window);
                Outputs seen = session.run(List.of(row), scratch);
                reading.add(window, 0, seen);
                windows.add(window(row));
                for (int head = 0; head < manifest.heads().size(); head++) {
                    outputs.computeIfAbsent(manifest.heads().get(head).output(), _ -> new ArrayList<>())
                            .add(seen.copy(head, 0));
                }
            }
        } catch (OrtException e) {
            throw new ModelException(manifest.id() + " fails: " + e.getMessage(), e);
        }
        return new Inspection(windows, outputs, signals(reading));
    }

    private static Inspection.Window window(Row row) {
        long[] ids = new long[row.length()];
        long[] shapes = new long[row.length()];
        row.reading().text().putIds(row.window(), ids.length, LongBuffer.wrap(ids));
        row.reading().text().putShapes(row.window(), shapes.length, LongBuffer.wrap(shapes));
        return new Inspection.Window(ids, shapes);
    }

    /** Holds the model. False if it is closed already. */
    public boolean retain() {
        int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before > 0;
    }

    /** Ends what {@link #retain} began. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            session.close();
        }
    }

    /** Ends what {@link #open} began; call it once. */
    @Override
    public void close() {
        release();
    }
}
