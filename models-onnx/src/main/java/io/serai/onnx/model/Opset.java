package io.serai.onnx.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the version of ONNX's own operators in a model file, which the runtime does not tell. */
final class Opset {
    private static final int OPSET_IMPORT = 8;
    private static final int DOMAIN = 1;
    private static final int VERSION = 2;

    private Opset() {}

    /**
     * Compares the version of {@code model} with that of the manifest.
     *
     * @param file its name in messages
     */
    static void check(byte[] model, int expected, String file) throws ModelException {
        long seen;
        try {
            seen = of(model);
        } catch (ModelException e) {
            throw new ModelException(file + " " + e.getMessage() + "; copy the folder anew", e);
        }
        if (seen != expected) {
            throw new ModelException(file + " has opset " + seen + ", but the manifest says " + expected
                    + "; it is of another model, or export the model anew");
        }
    }

    /** Of the protocol buffer {@code model}; 0 if it names none. */
    private static long of(byte[] model) throws ModelException {
        var fields = new Fields(ByteBuffer.wrap(model));
        long found = 0;
        while (fields.next()) {
            if (fields.number == OPSET_IMPORT && fields.bytes != null) {
                found = Math.max(found, ownVersion(fields.bytes));
            }
        }
        return found;
    }

    /** Version of an import of ONNX's own domain, whose name is empty or {@code ai.onnx}; else 0. */
    private static long ownVersion(ByteBuffer entry) throws ModelException {
        var fields = new Fields(entry);
        String domain = "";
        long version = 0;
        while (fields.next()) {
            if (fields.number == DOMAIN && fields.bytes != null) {
                domain = StandardCharsets.UTF_8.decode(fields.bytes).toString();
            } else if (fields.number == VERSION) {
                version = fields.value;
            }
        }
        return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
    }

    /** Fields of a protocol buffer, one after the other. */
    private static final class Fields {
        private final ByteBuffer in;
        private int number;
        private long value;
        private @Nullable ByteBuffer bytes;

        Fields(ByteBuffer in) {
            this.in = in;
        }

        boolean next() throws ModelException {
            if (!in.hasRemaining()) {
                return false;
            }
            long tag = varint();
            number = (int) (tag >>> 3);
            bytes = null;
            switch ((int) tag & 7) {
                case 0 -> value = varint();
                case 1 -> slice(8);
                case 2 -> bytes = slice(varint());
                case 5 -> slice(4);
                default -> throw broken();
            }
            return true;
        }

        private ByteBuffer slice(long length) throws ModelException {
            if (length < 0 || length > in.remaining()) {
                throw broken();
            }
            ByteBuffer part = in.slice(in.position(), (int) length);
            in.position(in.position() + (int) length);
            return part;
        }

        private long varint() throws ModelException {
            long read = 0;
            for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
                byte next = in.get();
                read |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return read;
                }
            }
            throw broken();
        }

        private static ModelException broken() {
            return new ModelException("is no ONNX file, or is cut off");
        }
    }
}
