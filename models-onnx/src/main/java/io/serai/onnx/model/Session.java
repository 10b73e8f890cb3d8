package io.serai.onnx.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph in memory. One serves all threads: with one thread inside, a run stays on the thread that calls it, and
 * weights are in memory once.
 */
final class Session implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Manifest manifest;
    private final Graph graph;

    private Session(OrtEnvironment environment, OrtSession session, Manifest manifest, Graph graph) {
        this.environment = environment;
        this.session = session;
        this.manifest = manifest;
        this.graph = graph;
    }

    /**
     * The session of {@code model}, an ONNX file.
     *
     * @param file its name in messages
     * @throws ModelException if it is none, or does not do what the manifest says
     */
    static Session open(byte[] model, Manifest manifest, String file) throws ModelException {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "serai");
        try (var options = options()) {
            return Handover.of(
                    environment.createSession(model, options),
                    session -> new Session(environment, session, manifest, Graph.check(session, manifest, file)));
        } catch (OrtException e) {
            throw new ModelException(file + " is no graph that runs here: " + e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // A plan of memory for each shape is kept for ever, and lengths of texts make many shapes.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    /** Runs {@code rows} as one batch, padded to the longest. */
    Outputs run(List<Row> rows, Scratch scratch) throws OrtException {
        int length = rows.stream().mapToInt(Row::length).max().orElseThrow();
        var tensors = new ArrayList<OnnxTensor>();
        try {
            Map<String, OnnxTensor> inputs = inputs(rows, length, scratch, tensors);
            var pinned = new HashMap<String, OnnxTensor>();
            var numbers = new ArrayList<FloatBuffer>();
            int[] sizes = new int[manifest.heads().size()];
            for (int head = 0; head < sizes.length; head++) {
                sizes[head] = graph.size(head, length);
                FloatBuffer buffer = scratch.floats(head, rows.size() * sizes[head]);
                OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, buffer, graph.shape(head, rows.size(), length));
                tensors.add(tensor);
                pinned.put(manifest.heads().get(head).output(), tensor);
                numbers.add(buffer);
            }
            session.run(inputs, pinned).close();
            return new Outputs(numbers, sizes);
        } finally {
            tensors.forEach(OnnxTensor::close);
        }
    }

    private Map<String, OnnxTensor> inputs(List<Row> rows, int length, Scratch scratch, List<OnnxTensor> tensors)
            throws OrtException {
        int size = rows.size() * length;
        LongBuffer ids = scratch.longs(0, size);
        LongBuffer mask = scratch.longs(1, size);
        LongBuffer shapes = scratch.longs(2, size);
        for (Row row : rows) {
            EncodedText text = row.reading().text();
            text.putIds(row.window(), length, ids);
            text.putMask(row.window(), length, mask);
            text.putShapes(row.window(), length, shapes);
        }
        var inputs = new HashMap<String, OnnxTensor>();
        long[] shape = {rows.size(), length};
        inputs.put(manifest.inputs().ids(), tensor(ids, shape, tensors));
        inputs.put(manifest.inputs().mask(), tensor(mask, shape, tensors));
        String spelling = manifest.inputs().shape();
        if (spelling != null) {
            inputs.put(spelling, tensor(shapes, shape, tensors));
        }
        return inputs;
    }

    private OnnxTensor tensor(LongBuffer numbers, long[] shape, List<OnnxTensor> tensors) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, numbers.flip(), shape);
        tensors.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session of " + manifest.id() + " does not close", e);
        }
    }
}
