package io.serai.gateway.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from: a file, flags that override it, and the environment that both refer to. Can be
 * read again when the file has changed.
 */
public final class ConfigSource {
    private final @Nullable Path file;
    private final Tree.Mapping flags;
    private final Map<String, String> environment;

    ConfigSource(@Nullable Path file, Tree.Mapping flags, Map<String, String> environment) {
        this.file = file;
        this.flags = flags;
        this.environment = Map.copyOf(environment);
    }

    /** The file; empty where only flags and defaults count. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Reads everything.
     *
     * @throws ConfigException with all problems found
     */
    public Loaded load() throws ConfigException {
        return file == null ? load("") : load(content(file));
    }

    /** Reads {@code content} in place of the file's. */
    Loaded load(String content) throws ConfigException {
        var problems = new Problems();
        Tree.Mapping tree = inherit(fileTree(content, problems).under(flags));
        var reading = new Reading(environment, problems);
        SeraiConfig config = SeraiConfig.SECTION.read(tree, "", reading);
        if (config != null) {
            new CrossChecks(config, tree, problems).run();
        }
        problems.throwIfAny();
        if (config == null) {
            throw new IllegalStateException("no configuration, and no problem");
        }
        return new Loaded(config, reading.settings(), content);
    }

    private Tree.Mapping fileTree(String content, Problems problems) throws ConfigException {
        if (file == null) {
            return Tree.Mapping.empty(Place.DEFAULT);
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Tree.Mapping tree = new YamlFile(file.toString(), folder, problems).read(content);
        problems.throwIfAny();
        return tree;
    }

    /** Puts the general policy under each model's own. */
    private static Tree.Mapping inherit(Tree.Mapping tree) {
        Tree.Entry general = tree.entries().get(SeraiConfig.POLICY.key());
        Tree.Entry models = tree.entries().get(SeraiConfig.MODELS.key());
        if (general == null
                || models == null
                || !(general.value() instanceof Tree.Mapping base)
                || !(models.value() instanceof Tree.Mapping byName)) {
            return tree;
        }
        Map<String, Tree.Entry> changed = new LinkedHashMap<>(byName.entries());
        byName.entries()
                .forEach((name, entry) ->
                        changed.put(name, new Tree.Entry(entry.place(), inherit(entry.value(), base))));
        return tree.with(SeraiConfig.MODELS.key(), new Tree.Mapping(changed, byName.place()));
    }

    private static Tree inherit(Tree model, Tree.Mapping general) {
        String key = ModelConfig.POLICY.key();
        Tree.Entry own =
                model instanceof Tree.Mapping mapping ? mapping.entries().get(key) : null;
        return own != null && own.value() instanceof Tree.Mapping policy && model instanceof Tree.Mapping mapping
                ? mapping.with(key, general.under(policy))
                : model;
    }

    static String content(Path file) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw refused(file, "no valid UTF-8", "save it as UTF-8");
        } catch (NoSuchFileException e) {
            throw refused(file, "no such file", "name an existing file with --config");
        } catch (IOException e) {
            throw refused(file, "not readable: " + e.getMessage(), "make it a readable file");
        }
    }

    private static ConfigException refused(Path file, String seen, String remedy) {
        return new ConfigException(List.of(new Problem(file.toString(), "", seen, remedy)));
    }
}
