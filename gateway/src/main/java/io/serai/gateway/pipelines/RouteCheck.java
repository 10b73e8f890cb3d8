package io.serai.gateway.pipelines;

import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;

/** Checks route files without serving them. */
public final class RouteCheck {
    private RouteCheck() {}

    /**
     * Parses all files of {@code folder} and checks what they say together.
     *
     * @throws RouteException where one is wrong
     */
    public static void check(Path folder) throws RouteException {
        RouteFiles files = RouteFiles.read(folder);
        RouteRules.check(files);
        try (var scratch = new DefaultCamelContext(false)) {
            scratch.build();
            Generation.load(scratch, files);
        } catch (Exception e) {
            throw RouteFailures.explain(files, e);
        }
    }
}
