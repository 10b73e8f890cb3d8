package io.serai.onnx.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shapes of a graph's outputs, by head in the order of the manifest. */
final class Graph {
    private final List<Head> heads;
    private final int[] ranks;

    private Graph(List<Head> heads, int[] ranks) {
        this.heads = heads;
        this.ranks = ranks;
    }

    /**
     * Compares {@code session} with {@code manifest}.
     *
     * @param file the graph's name in messages
     * @throws ModelException if they contradict each other
     */
    static Graph check(OrtSession session, Manifest manifest, String file) throws ModelException {
        try {
            checkInputs(session.getInputInfo(), manifest.inputs(), file);
            return checked(session.getOutputInfo(), manifest, file);
        } catch (OrtException e) {
            throw new ModelException(file + " does not say what it takes and gives: " + e.getMessage(), e);
        }
    }

    private static Graph checked(Map<String, NodeInfo> outputs, Manifest manifest, String file) throws ModelException {
        int[] ranks = new int[manifest.heads().size()];
        for (int i = 0; i < ranks.length; i++) {
            Head head = manifest.heads().get(i);
            NodeInfo output = outputs.get(head.output());
            if (output == null) {
                throw new ModelException(file + " has outputs " + outputs.keySet() + ", but head " + head.name()
                        + " needs " + head.output() + "; export the model anew");
            }
            ranks[i] = checkOutput(head, output, file);
        }
        return new Graph(manifest.heads(), ranks);
    }

    private static void checkInputs(Map<String, NodeInfo> inputs, Manifest.Inputs named, String file)
            throws ModelException {
        Set<String> expected = new HashSet<>(List.of(named.ids(), named.mask()));
        if (named.shape() != null) {
            expected.add(named.shape());
        }
        if (!inputs.keySet().equals(expected)) {
            throw new ModelException(file + " has inputs " + inputs.keySet() + ", but the manifest names " + expected
                    + "; export the model anew");
        }
        for (NodeInfo input : inputs.values()) {
            if (!(input.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.INT64
                    || !fits(tensor.getShape(), -1, -1)) {
                throw new ModelException(file + ": input " + input.getName() + " is " + shape(input)
                        + "; it must be INT64 with a dynamic batch and length: export the model anew");
            }
        }
    }

    private static int checkOutput(Head head, NodeInfo output, String file) throws ModelException {
        if (output.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            long[] seen = tensor.getShape();
            boolean right = switch (head) {
                case Head.Labels _, Head.Vector _ -> fits(seen, -1, width(head));
                case Head.Score _ -> fits(seen, -1, 1) || fits(seen, -1);
                case Head.Tokens _ -> fits(seen, -1, -1, width(head));
            };
            if (right) {
                return seen.length;
            }
        }
        throw new ModelException(file + ": output " + output.getName() + " is " + shape(output) + ", but head "
                + head.name() + " of the manifest needs FLOAT with a dynamic batch and a last size of " + width(head)
                + "; the manifest is of another model, or export the model anew");
    }

    /** Such as {@code FLOAT[-1, 3]}; -1 is a size that is not fixed. */
    private static String shape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor
                ? tensor.type + Arrays.toString(tensor.getShape())
                : "no tensor";
    }

    /** Whether {@code seen} may be {@code expected}; -1 is a size that is not fixed. */
    private static boolean fits(long[] seen, long... expected) {
        boolean fits = seen.length == expected.length;
        for (int i = 0; fits && i < seen.length; i++) {
            fits = seen[i] == -1 || seen[i] == expected[i];
        }
        return fits;
    }

    private static int width(Head head) {
        return switch (head) {
            case Head.Labels labels -> labels.labels().size();
            case Head.Score _ -> 1;
            case Head.Tokens tokens -> tokens.labels().size();
            case Head.Vector vector -> vector.size();
        };
    }

    /** Numbers that head {@code head} gives for a row of {@code length}. */
    int size(int head, int length) {
        return width(heads.get(head)) * (heads.get(head) instanceof Head.Tokens ? length : 1);
    }

    /** Shape of the output of head {@code head}. */
    long[] shape(int head, int rows, int length) {
        int width = width(heads.get(head));
        long[] all =
                heads.get(head) instanceof Head.Tokens ? new long[] {rows, length, width} : new long[] {rows, width};
        return Arrays.copyOf(all, ranks[head]);
    }
}
