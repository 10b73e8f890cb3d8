package io.serai.gateway.pipelines;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.spi.Registry;

/** Checks route files without serving them. */
public final class RouteCheck {
    private RouteCheck() {}

    /**
     * Starts all routes of {@code folder} where nobody can reach them, and stops them: what Camel finds wrong only in a
     * start, such as an unknown component, is found too.
     *
     * @param beans what steps look up
     * @return routes that send requests to workers in which no {@code llm-pii} step has looked for personal data
     * @throws RouteException where a file is wrong
     */
    public static List<String> check(Path folder, Registry beans) throws RouteException {
        Generation checked = Generation.start(RouteFiles.read(folder), beans);
        checked.stop();
        return checked.unsearched();
    }
}
