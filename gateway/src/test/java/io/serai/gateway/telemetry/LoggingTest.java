package io.serai.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @AfterEach
    void quiet() {
        Logging.configure("info");
    }

    @ParameterizedTest
    @CsvSource({
        "trace, true,  true,  true,  true",
        "debug, false, true,  true,  true",
        "INFO,  false, false, true,  true",
        "warn,  false, false, false, true",
        "off,   false, false, false, false"
    })
    void setsTheLevelThatSlf4jSees(String level, boolean trace, boolean debug, boolean info, boolean error) {
        Logging.configure(level);
        var log = LoggerFactory.getLogger("io.serai.any.Thing");
        assertThat(log.isTraceEnabled()).isEqualTo(trace);
        assertThat(log.isDebugEnabled()).isEqualTo(debug);
        assertThat(log.isInfoEnabled()).isEqualTo(info);
        assertThat(log.isErrorEnabled()).isEqualTo(error);
    }

    @Test
    void librariesSpeakLess() {
        Logging.configure("info");
        var library = LoggerFactory.getLogger("org.example.Library");
        assertThat(library.isInfoEnabled()).isFalse();
        assertThat(library.isWarnEnabled()).isTrue();
        Logging.configure("debug");
        assertThat(library.isInfoEnabled()).isTrue();
    }

    @Test
    void hasOneHandlerHoweverOftenConfigured() {
        Logging.configure("info");
        Logging.configure("debug");
        assertThat(Logger.getLogger("").getHandlers())
                .singleElement()
                .satisfies(handler -> assertThat(handler.getFormatter()).isInstanceOf(LineFormatter.class));
    }

    @Test
    void saysWhichLevelsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Logging.configure("loud"))
                .withMessage("log-level is 'loud'; set it to one of trace, debug, info, warn, error, off");
    }

    @Test
    void formatsOneLineAnEntry() {
        assertThat(formatted("hello\tworld"))
                .isEqualTo("2026-01-31T12:00:00.120Z WARN  [%s] io.serai.Thing: hello\tworld\n"
                        .formatted(Thread.currentThread().getName()));
    }

    @Test
    void noMessageCanPoseAsAnotherEntry() {
        assertThat(formatted("a\r\n2026-01-31 ERROR fake\u001b[2J\u0085"))
                .endsWith(": a\n\t2026-01-31 ERROR fake\\x1b[2J\\x85\n");
    }

    @Test
    void showsStackTracesIndented() {
        var entry = entry("failed");
        entry.setThrown(new IllegalStateException("bad\nERROR fake"));
        assertThat(new LineFormatter().format(entry).lines().skip(1))
                .startsWith("\tjava.lang.IllegalStateException: bad", "\tERROR fake")
                .allMatch(line -> line.startsWith("\t"));
    }

    private static String formatted(String message) {
        return new LineFormatter().format(entry(message));
    }

    private static LogRecord entry(String message) {
        var entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("io.serai.Thing");
        entry.setInstant(Instant.parse("2026-01-31T12:00:00.120Z"));
        return entry;
    }
}
