package io.serai.testkit;

import java.io.ByteArrayOutputStream;

/** Keeps a whole body, up to a limit, for the endpoints that are not measured. */
final class CollectedBody implements BodySink {
    private static final int LIMIT_BYTES = 64 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void feed(byte[] piece, int offset, int length) throws RefusedRequest {
        if (bytes.size() + length > LIMIT_BYTES) {
            throw new RefusedRequest(413, "body is larger than " + LIMIT_BYTES + " bytes");
        }
        bytes.write(piece, offset, length);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
