package io.serai.gateway.pipelines;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What Camel would let pass although it breaks a neighbour: checked on the YAML itself, with line numbers. */
final class RouteRules {
    private final LoadSettings yaml = LoadSettings.builder().setUseMarks(true).build();
    private final Map<String, String> routeIds = new HashMap<>();

    /**
     * Checks all files together.
     *
     * @throws RouteException at the first rule broken
     */
    static void check(RouteFiles files) throws RouteException {
        var rules = new RouteRules();
        for (var file : files.contents().entrySet()) {
            rules.check(file.getKey(), file.getValue());
        }
    }

    private void check(String name, String text) throws RouteException {
        Optional<Node> root = compose(name, text);
        if (root.isEmpty() || !(root.get() instanceof SequenceNode items)) {
            throw new RouteException(new RouteProblem(
                    name, 1, "is no list; begin each route with '- route:' (see docs/configuration.md)"));
        }
        for (Node item : items.getValue()) {
            if (item instanceof MappingNode entry) {
                entry(name, entry);
            }
        }
    }

    private Optional<Node> compose(String name, String text) throws RouteException {
        try {
            return new Compose(yaml).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new RouteException(new RouteProblem(name, line, "is no YAML: " + e.getProblem()), e);
        }
    }

    private void entry(String name, MappingNode entry) throws RouteException {
        for (NodeTuple tuple : entry.getValue()) {
            String key = text(tuple.getKeyNode());
            if (key.equals("route") && tuple.getValueNode() instanceof MappingNode route) {
                route(name, route);
            } else if (key.equals("errorHandler") && mentions(tuple.getValueNode(), "noErrorHandler")) {
                throw new RouteException(new RouteProblem(
                        name,
                        line(tuple.getKeyNode()),
                        "noErrorHandler switches off the onException of every other file; remove it"));
            }
        }
    }

    private void route(String name, MappingNode route) throws RouteException {
        String id = "";
        for (NodeTuple tuple : route.getValue()) {
            if (text(tuple.getKeyNode()).equals("id")) {
                id = text(tuple.getValueNode());
            }
        }
        if (id.isEmpty()) {
            throw new RouteException(
                    new RouteProblem(name, line(route), "a route has no id; give it one that no other route has"));
        }
        String other = routeIds.putIfAbsent(id, name);
        if (other != null) {
            throw new RouteException(new RouteProblem(
                    name, line(route), "route id '" + id + "' is also used in " + other + "; rename one of them"));
        }
    }

    private static boolean mentions(Node node, String key) {
        return node instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(it -> text(it.getKeyNode()).equals(key));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
