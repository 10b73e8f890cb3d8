package io.serai.onnx;

/** Hears what inference threads do for live models. Thread-safe; called by these threads, so it is quick. */
public interface InferenceObserver {
    /** Hears nothing. */
    InferenceObserver NONE = new InferenceObserver() {
        @Override
        public void waited(long nanos) {}

        @Override
        public void ran(int rows, long nanos) {}
    };

    /** A text has been taken up that was {@code nanos} in the queue. */
    void waited(long nanos);

    /** A model has run. {@code rows} are those of its batch: texts, or windows of a long one. */
    void ran(int rows, long nanos);
}
