package io.serai.gateway;

import io.serai.core.CallObserver;
import io.serai.core.CallTrace;
import io.serai.core.InferenceCall;
import io.serai.fleet.choice.ModelTables;
import io.serai.fleet.choice.RecentTimes;
import io.serai.gateway.config.SeraiConfig;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.Registry;

/**
 * What chooses the model of calls that ask for a routing table.
 *
 * @param tables the tables
 * @param times  how quickly models began to answer lately
 */
record ModelChoice(ModelTables tables, RecentTimes times) implements CallObserver {
    static ModelChoice of(SeraiConfig initial) {
        return new ModelChoice(new ModelTables(SettingsMapping.tables(initial)), new RecentTimes(System::nanoTime));
    }

    /** Adds the beans that steps look up. */
    void bind(Registry beans) {
        beans.bind("tables", ModelTables.class, tables);
        beans.bind("times", RecentTimes.class, times);
    }

    /** Applies a changed configuration. */
    void reconfigure(SeraiConfig next) {
        tables.reconfigure(SettingsMapping.tables(next));
    }

    /** Streams only: of a whole answer the first token is not seen. */
    @Override
    public void ended(InferenceCall call, int status, String code) {
        CallTrace trace = call.trace();
        if (call.fields().stream() && trace.firstTokenNanos() != 0 && trace.dispatchedNanos() != 0) {
            long nanos = trace.firstTokenNanos() - trace.dispatchedNanos();
            times.add(trace.model(), nanos / (double) TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
