package io.serai.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Makes a {@link Tree} of YAML text. Only the node graph of the YAML library is used: its constructors would lose the
 * places, and silently keep the last of two equal keys.
 */
final class YamlFile {
    /** Aliases can blow a small file up without end. */
    private static final int MAX_NODES = 100_000;

    private final String source;
    private final Path folder;
    private final Problems problems;
    private int nodes;

    /**
     * A reader of one file.
     *
     * @param source what messages call the file
     * @param folder what relative paths in it are relative to
     */
    YamlFile(String source, Path folder, Problems problems) {
        this.source = source;
        this.folder = folder;
        this.problems = problems;
    }

    /** The file's content; empty where it is none, and then there is a problem. */
    Tree.Mapping read(String text) {
        var start = new Place(source, 1, 1, folder);
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(source).build()).composeString(text);
            Tree tree = root.isEmpty() ? Tree.Mapping.empty(start) : tree(root.get(), "");
            if (tree instanceof Tree.Mapping mapping) {
                return mapping;
            }
            problems.add(tree.place(), "", "found " + tree.kind(), "write sections such as `server:` at the top level");
        } catch (MarkedYamlEngineException e) {
            problems.add(place(e.getProblemMark()), "", "no valid YAML: " + said(e), "correct the syntax here");
        } catch (YamlEngineException e) {
            problems.add(start, "", "no valid YAML: " + e.getMessage(), "correct the syntax");
        } catch (StackOverflowError e) {
            problems.add(start, "", "sections nested without end", "correct the syntax");
        }
        return Tree.Mapping.empty(start);
    }

    /** Without the library's snippet of the file, which could hold a secret. */
    private static String said(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return (context + e.getProblem()).replace('\n', ' ');
    }

    private Tree tree(Node node, String path) {
        Place place = place(node.getStartMark());
        nodes++;
        if (nodes == MAX_NODES) {
            problems.add(place, path, "more than " + MAX_NODES + " values", "use fewer YAML aliases (*name)");
        }
        if (nodes >= MAX_NODES || node.isRecursive()) {
            if (node.isRecursive()) {
                problems.add(place, path, "a section that contains itself", "remove the YAML alias (*name)");
            }
            return Tree.Mapping.empty(place);
        }
        return switch (node) {
            case ScalarNode scalar -> {
                boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
                yield new Tree.Scalar(scalar.getValue(), scalar.getValue(), quoted, place);
            }
            case SequenceNode list -> sequence(list, path, place);
            case MappingNode mapping -> mapping(mapping, path, place);
            default -> throw new IllegalStateException("a YAML node of type " + node.getNodeType());
        };
    }

    private Tree sequence(SequenceNode list, String path, Place place) {
        List<Tree> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(tree(item, path + "[" + items.size() + "]"));
        }
        return new Tree.Sequence(items, place);
    }

    private Tree mapping(MappingNode node, String path, Place place) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at, path, "a key that is a list or a section", "write a word as the key");
                continue;
            }
            String name = key.getValue();
            var entry = new Tree.Entry(at, tree(tuple.getValueNode(), Key.join(path, name)));
            Tree.Entry earlier = entries.putIfAbsent(name, entry);
            if (earlier != null) {
                String where =
                        "the key is already set in line " + earlier.place().line();
                problems.add(at, Key.join(path, name), where, "remove one of the two");
            }
        }
        return new Tree.Mapping(entries, place);
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(source, at.getLine() + 1, at.getColumn() + 1, folder))
                .orElseGet(() -> new Place(source, 1, 1, folder));
    }
}
