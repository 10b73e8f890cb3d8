package io.serai.gateway.config;

/** How much the gateway says. */
public enum LogLevel {
    /** Everything. */
    TRACE,
    /** What a developer asks for. */
    DEBUG,
    /** What an operator wants to know. */
    INFO,
    /** What may need attention. */
    WARN,
    /** What needs it. */
    ERROR
}
