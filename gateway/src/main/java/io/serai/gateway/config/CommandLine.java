package io.serai.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [up|check|version|help] [flags]}. Flags become pieces of the same tree as the file, so that both are
 * checked by the same rules; a message names the flag where it would name a line.
 */
public final class CommandLine {
    private static final int USAGE_ERROR = 2;
    private static final String CONFIG = "--config";

    private final Path home;
    private final Map<String, String> environment;
    private final FlagTable table = new FlagTable();
    private final Problems problems = new Problems();
    private final List<String> warnings = new ArrayList<>();
    private Tree.Mapping overrides = Tree.Mapping.empty(Place.DEFAULT);
    private @Nullable String config;

    private CommandLine(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = new HashMap<>(environment);
        this.environment.put("SERAI_HOME", home.toString());
        this.environment.putIfAbsent("SERAI_ROUTES", home.resolve("routes").toString());
        this.environment.putIfAbsent("SERAI_MODELS", home.resolve("models").toString());
    }

    /**
     * Reads the command line and the configuration that it names; without {@code --config} that is {@code serai.yaml}
     * of the distribution, if there is one.
     *
     * @param environment variables that {@code ${NAME}} may refer to
     */
    public static Command parse(String[] args, Map<String, String> environment) {
        return parse(args, environment, Path.of(System.getProperty("serai.home", ".")));
    }

    /**
     * The same for a distribution in {@code home}, known as {@code ${SERAI_HOME}} in the configuration.
     */
    public static Command parse(String[] args, Map<String, String> environment, Path home) {
        return new CommandLine(home, environment).read(List.of(args));
    }

    private Command read(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            return new Command.Help(HelpText.of(table));
        }
        if (words.contains("--version")) {
            return new Command.Version();
        }
        boolean named = !words.isEmpty() && !words.getFirst().startsWith("-");
        String command = named ? words.getFirst() : "up";
        flags(new Arguments(named ? words.subList(1, words.size()) : words));
        return switch (command) {
            case "up", "check", "aot-train" -> load(command);
            case "help" -> new Command.Help(HelpText.of(table));
            case "version" -> new Command.Version();
            default -> {
                problem("serai", "unknown command '" + command + "'", "use up, check, version or help");
                yield failure();
            }
        };
    }

    private Command load(String command) {
        var source = new ConfigSource(file(), overrides, environment);
        try {
            Loaded loaded = source.load();
            if (!problems.isEmpty()) {
                return failure();
            }
            return switch (command) {
                case "check" -> new Command.Check(source, loaded, List.copyOf(warnings));
                case "aot-train" -> new Command.AotTrain(source, loaded);
                default -> new Command.Up(source, loaded, List.copyOf(warnings));
            };
        } catch (ConfigException e) {
            List<Problem> all = problems.list();
            all.addAll(e.problems());
            return new Command.Failure(List.copyOf(all), USAGE_ERROR);
        }
    }

    private Command failure() {
        return new Command.Failure(List.copyOf(problems.list()), USAGE_ERROR);
    }

    private @Nullable Path file() {
        if (config != null) {
            return Path.of(config);
        }
        Path shipped = home.resolve("serai.yaml");
        return Files.exists(shipped) ? shipped : null;
    }

    private void flags(Arguments args) {
        boolean afterSecret = false;
        while (args.more()) {
            String word = args.take();
            if (word.startsWith("--")) {
                afterSecret = flag(word, args);
            } else {
                String shown = afterSecret ? "a second value (not shown)" : "'" + word + "'";
                problem("serai", "unexpected " + shown, "put a flag in front of it; serai --help lists them");
            }
        }
    }

    /** Whether the flag's value is a secret. */
    private boolean flag(String word, Arguments args) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String attached = equals < 0 ? null : word.substring(equals + 1);
        Optional<FlagTable.Bound> bound = table.find(name);
        if (bound.isPresent()) {
            set(bound.get(), values(bound.get().flag(), attached, args));
            return bound.get().option().type().secret();
        }
        if (name.equals(CONFIG)) {
            config = one(CONFIG, "a file", attached, args).orElse(config);
        } else {
            RouterFlags.find(name)
                    .ifPresentOrElse(known -> routerFlag(known, attached, args), () -> unknown(name, args));
        }
        return false;
    }

    private List<String> values(Flag flag, @Nullable String attached, Arguments args) {
        return switch (flag.form()) {
            case SWITCH -> {
                if (attached != null) {
                    problem(flag.name(), "found a value", "write just " + flag.name());
                }
                yield List.of("");
            }
            case LIST -> attached != null ? List.of(attached) : args.takeValues();
            default ->
                one(flag.name(), flag.metavar(), attached, args).map(List::of).orElse(List.of());
        };
    }

    private Optional<String> one(String name, String metavar, @Nullable String attached, Arguments args) {
        if (attached != null) {
            return Optional.of(attached);
        }
        if (!args.atValue()) {
            problem(name, "no value", "write " + name + " " + metavar);
            return Optional.empty();
        }
        return Optional.of(args.take());
    }

    private void set(FlagTable.Bound bound, List<String> values) {
        Flag flag = bound.flag();
        Place place = Place.flag(flag.name());
        List<Tree> texts = new ArrayList<>();
        for (String value : values) {
            Optional<String> text = flag.optionText(value);
            text.ifPresent(found -> texts.add(new Tree.Scalar(found, value, true, place)));
            if (text.isEmpty()) {
                problem(flag.name(), "found '" + value + "'", "set " + flag.expected());
            }
        }
        boolean list = flag.form() == Flag.Form.LIST || flag.form() == Flag.Form.ITEM;
        if (list) {
            texts.addAll(0, given(bound.path()));
            overrides = overrides.with(bound.path(), new Tree.Sequence(texts, place));
        } else if (!texts.isEmpty()) {
            overrides = overrides.with(bound.path(), texts.getFirst());
        }
    }

    /** What an earlier flag put into the list at {@code path}: a flag may be repeated. */
    private List<Tree> given(List<String> path) {
        Tree at = overrides;
        for (String key : path) {
            Tree.Entry entry =
                    at instanceof Tree.Mapping mapping ? mapping.entries().get(key) : null;
            if (entry == null) {
                return List.of();
            }
            at = entry.value();
        }
        return at instanceof Tree.Sequence sequence ? sequence.items() : List.of();
    }

    private void routerFlag(RouterFlags.Known known, @Nullable String attached, Arguments args) {
        switch (known.arity()) {
            case NONE -> {}
            case ONE -> one(known.name(), "VALUE", attached, args);
            case MANY -> args.takeValues();
        }
        if (known.ignored()) {
            warnings.add(known.name() + " has no effect: " + known.instead());
        } else {
            problem(known.name(), "a flag of the SGLang router that cannot be honoured", known.instead());
        }
    }

    private void unknown(String name, Arguments args) {
        List<String> known = new ArrayList<>(List.of(CONFIG, "--help", "--version"));
        table.all().forEach(bound -> known.add(bound.flag().name()));
        problem(name, "an unknown flag", Nearest.remedy(name, known, "serai --help lists the flags"));
        args.takeValues();
    }

    private void problem(String flag, String seen, String remedy) {
        problems.add(Place.flag(flag), "", seen, remedy);
    }
}
