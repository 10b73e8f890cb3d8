package io.serai.gateway.classifiers;

/** Why a change of a classifier was not made; nothing has changed then. */
public final class ClassifierRefusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Kinds of refusals. */
    public enum Kind {
        /** There is no such classifier. */
        UNKNOWN,
        /** What was asked for cannot be meant, or not by whoever asks. */
        INVALID,
        /** The model cannot be used as it is, or there is none. */
        UNUSABLE
    }

    private final Kind kind;

    /** @param message what was seen and what to do */
    public ClassifierRefusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** Kind of the refusal. */
    public Kind kind() {
        return kind;
    }
}
