package io.serai.gateway.config;

/** A key that the gateway must present to others. Prints as {@code ***}; only {@link #reveal()} gives it away. */
public final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The key itself. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
