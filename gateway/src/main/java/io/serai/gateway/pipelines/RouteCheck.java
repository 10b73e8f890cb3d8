package io.serai.gateway.pipelines;

import java.nio.file.Path;
import org.apache.camel.spi.Registry;

/** Checks route files without serving them. */
public final class RouteCheck {
    private RouteCheck() {}

    /**
     * Starts all routes of {@code folder} where nobody can reach them, and stops them: what Camel finds wrong only in a
     * start, such as an unknown component, is found too.
     *
     * @param beans what steps look up
     * @throws RouteException where a file is wrong
     */
    public static void check(Path folder, Registry beans) throws RouteException {
        Generation.start(RouteFiles.read(folder), beans).drain();
    }
}
