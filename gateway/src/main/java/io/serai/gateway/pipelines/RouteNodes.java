package io.serai.gateway.pipelines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The route files as YAML nodes, which know their lines.
 *
 * @param roots node by file name; a file that holds nothing has none
 */
record RouteNodes(SortedMap<String, Optional<Node>> roots) {
    private static final LoadSettings YAML =
            LoadSettings.builder().setUseMarks(true).build();

    /**
     * A node in its file.
     *
     * @param file file name
     * @param node the node
     */
    record Place(String file, Node node) {
        int line() {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        }

        RouteProblem problem(String reason) {
            return new RouteProblem(file, line(), reason);
        }

        @Override
        public String toString() {
            return file + ":" + line();
        }
    }

    /**
     * Reads {@code files}.
     *
     * @throws RouteException if one is no YAML
     */
    static RouteNodes of(RouteFiles files) throws RouteException {
        var roots = new TreeMap<String, Optional<Node>>();
        for (var file : files.contents().entrySet()) {
            roots.put(file.getKey(), compose(file));
        }
        for (var file : files.kamelets().entrySet()) {
            roots.put(file.getKey(), compose(file));
        }
        return new RouteNodes(roots);
    }

    private static Optional<Node> compose(Map.Entry<String, String> file) throws RouteException {
        try {
            return new Compose(YAML).composeString(file.getValue());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new RouteException(new RouteProblem(file.getKey(), line, "is no YAML: " + e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new RouteException(new RouteProblem(file.getKey(), 0, "is no YAML: " + e.getMessage()), e);
        }
    }

    // ---- looking

    /** The route, or the template's route, of that id. */
    Optional<Place> route(String id) {
        return items().stream()
                .filter(item -> text(value(value(item.node(), "route"), "id")).equals(id))
                .findFirst();
    }

    /** The entries of all files that are lists. */
    List<Place> items() {
        var all = new ArrayList<Place>();
        roots.forEach((file, root) -> {
            if (root.orElse(null) instanceof SequenceNode items) {
                items.getValue().forEach(item -> all.add(new Place(file, item)));
            }
        });
        return all;
    }

    /** The first key or value that is {@code clue}, else the first that contains it; in {@code within} or anywhere. */
    Optional<Place> find(String clue, @Nullable Place within) {
        return first(it -> it.getValue().equals(clue), within)
                .or(() -> first(it -> it.getValue().contains(clue), within));
    }

    private Optional<Place> first(Predicate<ScalarNode> wanted, @Nullable Place within) {
        if (within != null) {
            return in(within.node(), wanted, visited()).map(node -> new Place(within.file(), node));
        }
        for (var file : roots.entrySet()) {
            Optional<Node> found = file.getValue().flatMap(root -> in(root, wanted, visited()));
            if (found.isPresent()) {
                return found.map(node -> new Place(file.getKey(), node));
            }
        }
        return Optional.empty();
    }

    /** An alias may lead back to a node above it. */
    private static Set<Node> visited() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Optional<Node> in(Node node, Predicate<ScalarNode> wanted, Set<Node> visited) {
        if (!visited.add(node)) {
            return Optional.empty();
        }
        List<Node> children = switch (node) {
            case SequenceNode sequence -> sequence.getValue();
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .<Node>mapMulti((tuple, out) -> {
                            out.accept(tuple.getKeyNode());
                            out.accept(tuple.getValueNode());
                        })
                        .toList();
            default -> List.of();
        };
        if (node instanceof ScalarNode scalar && wanted.test(scalar)) {
            return Optional.of(node);
        }
        return children.stream()
                .flatMap(child -> in(child, wanted, visited).stream())
                .findFirst();
    }

    // ---- nodes

    /** What {@code node} says for {@code key}, in either of Camel's spellings; null if nothing. */
    static @Nullable Node value(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (camelCase(text(tuple.getKeyNode())).equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    /** A scalar's text; empty for anything else. */
    static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Camel reads {@code error-handler} as it reads {@code errorHandler}. */
    static String camelCase(String key) {
        int dash = key.indexOf('-');
        return dash < 0 || dash + 1 >= key.length()
                ? key
                : camelCase(key.substring(0, dash)
                        + key.substring(dash + 1, dash + 2).toUpperCase(Locale.ROOT)
                        + key.substring(dash + 2));
    }
}
