package io.serai.gateway.pipelines;

import io.serai.gateway.pipelines.RouteNodes.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds routes that send bodies of requests to workers before an {@code llm-pii} step has looked at them. It reads the
 * files, following {@code direct}, {@code seda} and kamelets; a step below a condition counts only there, and addresses
 * that are made up for each call are not followed.
 */
final class UnsearchedRoutes {
    private static final Set<String> SEARCHES = Set.of("detect", "block", "mask", "hash");
    /** What stands below these happens to some calls only. */
    private static final Set<String> CONDITIONS = Set.of("when", "otherwise", "filter", "doCatch", "onFallback");

    private static final Set<String> STEPS = Set.of("uri", "to", "toD", "wireTap");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final RouteNodes nodes;
    /** Whether calls have been searched behind what has a name, by that and whether they had been before. */
    private final Map<String, Boolean> called = new HashMap<>();
    /** An alias may lead back to a node above it. */
    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean passes;

    private UnsearchedRoutes(RouteNodes nodes) {
        this.nodes = nodes;
    }

    /** Their ids, each with the place where the route begins. */
    static List<String> of(RouteNodes nodes) {
        var found = new ArrayList<String>();
        for (Place item : nodes.items()) {
            Node route = route(item.node());
            if (serves(route)) {
                var walk = new UnsearchedRoutes(nodes);
                var _ = walk.behind(steps(route), false);
                if (walk.passes) {
                    found.add(RouteNodes.text(RouteNodes.value(route, "id")) + " (" + item + ")");
                }
            }
        }
        return List.copyOf(found);
    }

    /** The route that an entry of a file is or, of a template, makes. */
    private static @Nullable Node route(Node item) {
        Node route = RouteNodes.value(item, "route");
        return route == null ? RouteNodes.value(item, "routeTemplate") : route;
    }

    private static @Nullable Node from(@Nullable Node route) {
        Node from = RouteNodes.value(route, "from");
        return from == null ? RouteNodes.value(RouteNodes.value(route, "route"), "from") : from;
    }

    private static @Nullable Node steps(@Nullable Node route) {
        return RouteNodes.value(from(route), "steps");
    }

    private static String uri(@Nullable Node step) {
        return step instanceof ScalarNode ? RouteNodes.text(step) : RouteNodes.text(RouteNodes.value(step, "uri"));
    }

    /** Whether requests with a body come in by the route. */
    private static boolean serves(@Nullable Node route) {
        String uri = uri(from(route));
        if (!uri.startsWith("llm-http:")) {
            return false;
        }
        String methods = option(uri, from(route), "methods").toUpperCase(Locale.ROOT);
        return methods.isEmpty() || WITH_BODY.stream().anyMatch(methods::contains);
    }

    /** Of the address's query, or of the parameters beside it. */
    private static String option(String uri, @Nullable Node step, String name) {
        int query = uri.indexOf('?');
        for (String pair : query < 0 ? new String[0] : uri.substring(query + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return RouteNodes.text(RouteNodes.value(RouteNodes.value(step, "parameters"), name));
    }

    // ---- one route

    /** Whether calls have been searched behind {@code node}, if they have been before or not. */
    private boolean behind(@Nullable Node node, boolean before) {
        if (node == null || !above.add(node)) {
            return before;
        }
        boolean searched = before;
        if (node instanceof SequenceNode items) {
            for (Node item : items.getValue()) {
                searched = behind(item, searched);
            }
        } else if (node instanceof MappingNode entries) {
            for (NodeTuple entry : entries.getValue()) {
                searched = behind(
                        RouteNodes.camelCase(RouteNodes.text(entry.getKeyNode())),
                        entry.getValueNode(),
                        node,
                        searched);
            }
        }
        above.remove(node);
        return searched;
    }

    private boolean behind(String key, Node value, Node parent, boolean before) {
        if (key.equals("kamelet")) {
            Node name = value instanceof ScalarNode ? value : RouteNodes.value(value, "name");
            return behindCall("kamelet:" + RouteNodes.text(name), parent, before);
        }
        if (STEPS.contains(key) && value instanceof ScalarNode scalar) {
            return behindCall(scalar.getValue(), parent, before);
        }
        if (!CONDITIONS.contains(key)) {
            return behind(value, before);
        }
        for (Node branch : value instanceof SequenceNode branches ? branches.getValue() : List.of(value)) {
            var _ = behind(branch, before);
        }
        return before;
    }

    private boolean behindCall(String uri, Node step, boolean before) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        String name = uri.substring(colon + 1).replaceAll("[?].*", "");
        return switch (scheme) {
            case "llm-pii" ->
                before
                        || SEARCHES.contains(
                                (colon < 0 ? option(uri, step, "operation") : name).toLowerCase(Locale.ROOT));
            case "llm-dispatch" -> {
                passes |= !before;
                yield before;
            }
            case "direct", "seda", "kamelet" -> {
                Boolean known = called.putIfAbsent(scheme + name + before, before);
                if (known == null) {
                    known = behind(scheme.equals("kamelet") ? kamelet(name) : stepsFrom(scheme + ":" + name), before);
                    called.put(scheme + name + before, known);
                }
                yield known;
            }
            default -> before;
        };
    }

    private @Nullable Node stepsFrom(String address) {
        for (Place item : nodes.items()) {
            String uri = uri(from(route(item.node())));
            if (uri.equals(address) || uri.startsWith(address + "?")) {
                return steps(route(item.node()));
            }
        }
        return null;
    }

    private @Nullable Node kamelet(String name) {
        String id = name.replaceAll("/.*", "");
        return Stream.of(".yaml", ".yml")
                .map(ending -> nodes.roots().get(RouteFiles.KAMELETS + id + ".kamelet" + ending))
                .filter(Objects::nonNull)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
