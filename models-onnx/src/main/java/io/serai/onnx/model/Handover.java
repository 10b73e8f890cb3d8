package io.serai.onnx.model;

/** Makes what is to own a resource. */
final class Handover {
    private Handover() {}

    /** Makes a {@code T} that closes the {@code R} it is made of, in its time. */
    interface Maker<R, T> {
        T make(R resource) throws ModelException;
    }

    /**
     * What {@code maker} makes of {@code resource}. If that fails in any way, errors too, the resource is closed: memory
     * outside the heap is freed by nothing else.
     */
    static <R extends AutoCloseable, T> T of(R resource, Maker<R, T> maker) throws ModelException {
        try {
            return maker.make(resource);
        } catch (Throwable failure) {
            close(resource, failure);
            throw failure;
        }
    }

    private static void close(AutoCloseable resource, Throwable failure) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
