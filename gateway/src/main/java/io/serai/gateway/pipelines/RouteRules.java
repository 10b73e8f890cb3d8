package io.serai.gateway.pipelines;

import io.serai.gateway.pipelines.RouteNodes.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What Camel would let pass although it breaks a neighbour, or would refuse without saying where. */
final class RouteRules {
    private static final String NO_ID = "a route has no id; give it one that no other route has";

    private final Map<String, Place> routeIds = new HashMap<>();

    /**
     * Checks all files together.
     *
     * @throws RouteException at the first rule broken
     */
    static void check(RouteNodes nodes) throws RouteException {
        var rules = new RouteRules();
        for (var file : nodes.roots().entrySet()) {
            if (!file.getKey().startsWith(RouteFiles.KAMELETS)) {
                rules.check(file.getKey(), file.getValue());
            }
        }
    }

    private void check(String name, Optional<Node> root) throws RouteException {
        if (!(root.orElse(null) instanceof SequenceNode items)
                || items.getValue().isEmpty()) {
            throw new RouteException(
                    new RouteProblem(name, 1, "is no list of routes; begin each with '- route:', or remove the file"));
        }
        for (Node item : items.getValue()) {
            if (!(item instanceof MappingNode entry)) {
                throw refused(name, item, "'" + RouteNodes.text(item) + "' is no entry; begin a route with '- route:'");
            }
            for (NodeTuple tuple : entry.getValue()) {
                entry(name, tuple.getKeyNode(), tuple.getValueNode());
            }
        }
    }

    private void entry(String name, Node key, Node value) throws RouteException {
        switch (RouteNodes.camelCase(RouteNodes.text(key))) {
            case "route" -> route(name, key, value);
            case "from" -> throw refused(name, key, "a 'from' outside a route has no id; put it into a '- route:'");
            case "templatedRoute" -> id(name, key, RouteNodes.value(value, "routeId"));
            case "errorHandler" -> noErrorHandler(name, value);
            case "routeConfiguration" -> noErrorHandler(name, RouteNodes.value(value, "errorHandler"));
            default -> {}
        }
    }

    private void route(String name, Node key, Node route) throws RouteException {
        id(name, key, RouteNodes.value(route, "id"));
        Node from = RouteNodes.value(route, "from");
        if (from == null) {
            throw refused(name, key, "the route has no from; say with 'from: uri: llm-http:/path' what it serves");
        }
        Node steps = RouteNodes.value(from, "steps");
        if (!(steps instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw refused(
                    name, steps == null ? from : steps, "the route has no steps; add one, such as llm-dispatch:worker");
        }
    }

    private void id(String name, Node key, @Nullable Node id) throws RouteException {
        if (id == null || RouteNodes.text(id).isEmpty()) {
            throw refused(name, key, NO_ID);
        }
        Place other = routeIds.putIfAbsent(RouteNodes.text(id), new Place(name, id));
        if (other != null) {
            throw refused(
                    name,
                    id,
                    "route id '" + RouteNodes.text(id) + "' is also used in " + other + "; rename one of them");
        }
    }

    private static void noErrorHandler(String name, @Nullable Node handler) throws RouteException {
        Node none = RouteNodes.value(handler, "noErrorHandler");
        if (none != null) {
            throw refused(name, none, "noErrorHandler switches off the onException of every other file; remove it");
        }
    }

    private static RouteException refused(String name, Node node, String reason) {
        return new RouteException(new Place(name, node).problem(reason));
    }
}
