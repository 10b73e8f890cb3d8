package io.serai.gateway.telemetry;

import java.util.logging.LogManager;

/**
 * Keeps the log alive through a shutdown. The JDK's own manager takes its handlers away in a shutdown hook, at the same
 * time as the gateway's hook drains: what that had to say was lost. Chosen in {@code jvm.options}.
 */
public final class LastingLogManager extends LogManager {
    /** Called by the JDK's hook; the console handler writes through, so there is nothing to close. */
    @Override
    public void reset() {}
}
