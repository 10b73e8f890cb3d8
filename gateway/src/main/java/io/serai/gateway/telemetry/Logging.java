package io.serai.gateway.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The gateway's own log: SLF4J on {@code java.util.logging}, one line an entry, to standard error.
 *
 * <p>Libraries speak one level less than the gateway: at {@code info} they warn only.
 */
public final class Logging {
    /** Levels in configuration, most talkative first. */
    public static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    private static final List<Level> JDK =
            List.of(Level.FINEST, Level.FINE, Level.INFO, Level.WARNING, Level.SEVERE, Level.OFF);
    private static final Logger ROOT = Logger.getLogger("");
    /** Held here: loggers are referenced weakly and forget their level. */
    private static final Logger SERAI = Logger.getLogger("io.serai");
    /** Camel tells a failed start with all its causes; the gateway says the same in a line. */
    private static final Logger CAMEL_START = Logger.getLogger("org.apache.camel.impl.engine.AbstractCamelContext");

    private Logging() {}

    /**
     * Sets level and format; may be called again, for example when the configuration was reloaded.
     *
     * @param level one of {@link #LEVELS}
     * @throws IllegalArgumentException if it is none of them
     */
    public static synchronized void configure(String level) {
        int index = LEVELS.indexOf(level.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException(
                    "log-level is '%s'; set it to one of %s".formatted(level, String.join(", ", LEVELS)));
        }
        SERAI.setLevel(JDK.get(index));
        ROOT.setLevel(JDK.get(Math.min(index + 1, JDK.size() - 1)));
        CAMEL_START.setLevel(SERAI.isLoggable(Level.FINE) ? null : Level.OFF);
        for (Handler handler : ROOT.getHandlers()) {
            if (handler.getFormatter() instanceof LineFormatter) {
                return;
            }
            ROOT.removeHandler(handler);
        }
        var handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new LineFormatter());
        ROOT.addHandler(handler);
    }
}
