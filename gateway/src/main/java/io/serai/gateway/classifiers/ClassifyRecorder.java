package io.serai.gateway.classifiers;

import io.serai.onnx.InferenceObserver;

/** Hears what came of questions to classifiers. Thread-safe; called on inference threads and event loops. */
public interface ClassifyRecorder extends InferenceObserver {
    /** Hears nothing. */
    ClassifyRecorder NONE = new ClassifyRecorder() {
        @Override
        public void ended(String outcome, long nanos) {}

        @Override
        public void failed(String reason, boolean refused) {}

        @Override
        public void waited(long nanos) {}

        @Override
        public void ran(int rows, long nanos) {}
    };

    /**
     * A question has ended.
     *
     * @param outcome {@code ok}, {@code cancelled} or a reason of
     *                {@link io.serai.core.ClassifierException.Reason} in lower case
     * @param nanos   since it was asked
     */
    void ended(String outcome, long nanos);

    /**
     * A call could not be classified.
     *
     * @param refused whether it was refused for that, or went on
     */
    void failed(String reason, boolean refused);
}
