package io.serai.gateway.cli;

/**
 * A flag of a command.
 *
 * @param name     with its dashes
 * @param switched whether it takes no value
 */
record ToolFlag(String name, boolean switched) {
    static ToolFlag value(String name) {
        return new ToolFlag(name, false);
    }

    static ToolFlag of(String name) {
        return new ToolFlag(name, true);
    }

    /** Name without dashes. */
    String key() {
        return name.substring(2);
    }
}
