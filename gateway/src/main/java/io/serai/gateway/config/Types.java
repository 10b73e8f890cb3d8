package io.serai.gateway.config;

import io.serai.dialects.Dialects;
import io.serai.fleet.choice.Bound;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class Types {
    private static final Map<String, Object> WORD = Map.of("type", List.of("string", "number", "boolean"));

    private static final Pattern REPOSITORY = Pattern.compile("[\\w][\\w.-]*/[\\w][\\w.-]*(@[\\w][\\w./-]*)?");

    private Types() {}

    /** Any text that is not empty. */
    static Type<String> text(String what) {
        return ScalarType.of("text", what, WORD, text -> text.isBlank() ? null : text);
    }

    /** A whole number. */
    static Type<Integer> integer(int min, int max) {
        String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        Map<String, Object> schema = max == Integer.MAX_VALUE
                ? Map.of("type", "integer", "minimum", min)
                : Map.of("type", "integer", "minimum", min, "maximum", max);
        return ScalarType.of("whole number", "a whole number " + range, schema, text -> {
            try {
                int value = Integer.parseInt(text);
                return value < min || value > max ? null : value;
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    /** A whole number that may be below 0. */
    static Type<Integer> integer() {
        return integer(-1_000_000, 1_000_000);
    }

    /** A number, with a fraction or without. */
    static Type<Double> decimal(double min, double max) {
        String range =
                max == Double.MAX_VALUE ? "of at least " + shown(min) : "from " + shown(min) + " to " + shown(max);
        Map<String, Object> schema = max == Double.MAX_VALUE
                ? Map.of("type", "number", "minimum", min)
                : Map.of("type", "number", "minimum", min, "maximum", max);
        return ScalarType.of("number", "a number " + range, schema, text -> {
            try {
                double value = Double.parseDouble(text);
                return value >= min && value <= max && plain(text) ? value : null;
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    /** {@link Double#parseDouble} takes {@code 1d}, {@code 0x1p3} and blanks too. */
    private static boolean plain(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    }

    /** A comparison with a number, such as {@code >= 0.7}, that some numbers of the range pass and others do not. */
    static Type<Bound> bound(int least, int most) {
        String range = most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^(>=|<=|>|<) *[0-9]+([.][0-9]+)?$");
        return ScalarType.of(
                "bound",
                "one of >=, <=, > and < with a number " + range + ", in quotes, such as \">= "
                        + (most == 1 ? "0.7" : "2000") + "\"",
                schema,
                text -> Bound.parse(text)
                        .filter(bound -> bound.divides(least, most))
                        .orElse(null));
    }

    private static String shown(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    /** {@code true} or {@code false}. */
    static Type<Boolean> flag() {
        return ScalarType.of("true or false", "true or false", Map.of("type", "boolean"), text -> switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        });
    }

    /** A duration of at least {@code min}; the longest is ten years. */
    static Type<Duration> duration(Duration min) {
        String bound = min.isZero() ? "" : " of at least " + Quantities.show(min);
        Map<String, Object> written = Map.of("type", "string", "pattern", "^(0|([0-9]+(ms|s|m|h|d))+)$");
        Map<String, Object> schema = min.isZero() ? Map.of("anyOf", List.of(written, Map.of("const", 0))) : written;
        return ScalarType.of(
                "duration", "a duration" + bound + " with its unit, such as 500ms, 10s or 1m30s", schema, text -> {
                    OptionalLong millis = Quantities.millis(text);
                    boolean fits = millis.isPresent()
                            && millis.getAsLong() >= min.toMillis()
                            && millis.getAsLong() <= Duration.ofDays(3650).toMillis();
                    return fits ? Duration.ofMillis(millis.getAsLong()) : null;
                });
    }

    /** A number of bytes. */
    static Type<Size> size(long min, long max) {
        String range = "from " + new Size(min) + " to " + new Size(max);
        Map<String, Object> written = Map.of("type", "string", "pattern", "^[0-9]+ ?(GiB|MiB|KiB|GB|MB|KB|B)?$");
        Map<String, Object> number = Map.of("type", "integer", "minimum", min, "maximum", max);
        var schema = Map.<String, Object>of("anyOf", List.of(number, written));
        return ScalarType.of("size", "a size " + range + ", such as 64KiB or 256MiB", schema, text -> {
            OptionalLong bytes = Quantities.bytes(text);
            boolean fits = bytes.isPresent() && bytes.getAsLong() >= min && bytes.getAsLong() <= max;
            return fits ? new Size(bytes.getAsLong()) : null;
        });
    }

    /** One constant of an enum; {@code _} and {@code -} are the same, as is case. */
    static <E extends Enum<E>> Type<E> choice(List<E> constants, Map<String, E> alsoAccepted) {
        List<String> words = constants.stream().map(Key::spelling).toList();
        List<String> accepted = Stream.concat(
                        words.stream(), alsoAccepted.keySet().stream().sorted())
                .flatMap(word -> Stream.of(word, word.replace('-', '_')))
                .distinct()
                .toList();
        String title = words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        return ScalarType.of(title, "one of " + String.join(", ", words), Map.of("enum", accepted), text -> {
            String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
            int at = words.indexOf(word);
            return at >= 0 ? constants.get(at) : alsoAccepted.get(word);
        });
    }

    /** An absolute {@code http} or {@code https} URL. */
    static Type<URI> url() {
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^https?://[^/?#@]+");
        return ScalarType.of(
                "URL",
                "an http or https URL without user, query or fragment, such as http://10.0.0.7:8000",
                schema,
                Types::url);
    }

    private static @Nullable URI url(String text) {
        try {
            var url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return http && bare && url.getHost() != null && url.getPort() <= 65535 && url.getPort() != 0 ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The name of a header field, made lower case. */
    static Type<String> headerName() {
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$");
        return ScalarType.of("header name", "the name of a header field, such as x-request-id", schema, text -> {
            boolean token = !text.isEmpty()
                    && text.chars().allMatch(c -> isAlphanumeric(c) || "!#$%&'*+.^_`|~-".indexOf(c) >= 0);
            return token ? text.toLowerCase(Locale.ROOT) : null;
        });
    }

    /** A name that needs no escaping in URLs and metrics. */
    static Type<String> workerId() {
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$");
        return ScalarType.of("name", "1 to 128 letters, digits, '.', '_', ':' or '-'", schema, text -> {
            boolean fits = !text.isEmpty()
                    && text.length() <= 128
                    && isAlphanumeric(text.charAt(0))
                    && text.chars().allMatch(c -> isAlphanumeric(c) || "._:-".indexOf(c) >= 0);
            return fits ? text : null;
        });
    }

    private static boolean isAlphanumeric(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** The path of a URL. */
    static Type<String> urlPath() {
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^/[^\\s?#]*$");
        return ScalarType.of("URL path", "a path that begins with /, such as /health", schema, text -> {
            boolean path =
                    text.startsWith("/") && text.chars().noneMatch(c -> c <= ' ' || c == '?' || c == '#' || c >= 127);
            return path ? text : null;
        });
    }

    /** A file that can be read now. */
    static Type<Path> file() {
        return new ScalarType<>("file", "the path of a file that exists and can be read", WORD, false, (scalar, in) -> {
            Path path = path(scalar, in);
            return path != null && Files.isReadable(path) && !Files.isDirectory(path) ? path : null;
        });
    }

    /** A file or folder that need not exist. */
    static Type<Path> anyPath(String what) {
        return new ScalarType<>("path", what, WORD, false, Types::path);
    }

    /** A path, or {@code word} for none. */
    static Type<Optional<Path>> pathOr(String word, String what) {
        return new ScalarType<>("path, or `" + word + "`", what, WORD, false, (scalar, in) -> {
            if (scalar.text().equals(word)) {
                return Optional.empty();
            }
            Path path = path(scalar, in);
            return path == null ? null : Optional.of(path);
        });
    }

    /** A folder or file that exists, which becomes an absolute path, or a repository of the hub. */
    static Type<String> modelSource() {
        String expected = "a folder that exists, or a repository of the hub such as Qwen/Qwen3-8B";
        return new ScalarType<>("folder or repository", expected, WORD, false, Types::source);
    }

    private static @Nullable String source(Tree.Scalar scalar, Reading in) {
        Path path = path(scalar, in);
        if (path != null && Files.exists(path)) {
            return path.toAbsolutePath().normalize().toString();
        }
        return REPOSITORY.matcher(scalar.text()).matches() ? scalar.text() : null;
    }

    /** As {@link #modelSource}, or {@code released}. */
    static Type<String> classifier() {
        String expected = "a folder that exists, a repository of the hub such as org/name@revision, or "
                + ClassifierConfig.RELEASED;
        return new ScalarType<>(
                "folder, repository or `released`",
                expected,
                WORD,
                false,
                (scalar, in) -> scalar.text().equals(ClassifierConfig.RELEASED) ? scalar.text() : source(scalar, in));
    }

    /** The name of a dialect, or of an engine's parser for it. */
    static Type<String> dialect(String example) {
        return ScalarType.of(
                "dialect",
                "a dialect of docs/dialects.md, or an engine's name for one, such as " + example,
                WORD,
                text -> Dialects.find(text).isPresent() ? text : null);
    }

    /** A chat template: a file that exists, which becomes an absolute path, or text with template syntax in it. */
    static Type<String> template() {
        String expected = "a file that exists, or the text of a template, which holds {{ or {%";
        return new ScalarType<>("file or text", expected, WORD, false, (scalar, in) -> {
            String text = scalar.text();
            if (text.contains("{{") || text.contains("{%")) {
                return text;
            }
            Path path = path(scalar, in);
            return path != null && Files.isReadable(path) && !Files.isDirectory(path)
                    ? path.toAbsolutePath().normalize().toString()
                    : null;
        });
    }

    /** Relative to where it is written; {@code ~/} is the user's home folder. */
    private static @Nullable Path path(Tree.Scalar scalar, Reading in) {
        String text = scalar.text();
        try {
            if (text.isBlank()) {
                return null;
            }
            if (text.startsWith("~/")) {
                return Path.of(in.variable("HOME").orElse("."), text.substring(2));
            }
            return scalar.place().folder().resolve(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** A secret that must be presented later. */
    static Type<Secret> secret(String what) {
        return new ScalarType<>("secret", what, WORD, true, (scalar, _) -> {
            boolean printable = scalar.text().chars().allMatch(c -> c > ' ' && c < 127);
            return printable && !scalar.text().isEmpty() ? new Secret(scalar.text()) : null;
        });
    }

    /** The SHA-256 of a key, in hexadecimal. */
    static Type<KeyDigest> digest() {
        Map<String, Object> schema = Map.of("type", "string", "pattern", "^[0-9a-fA-F]{64}$");
        String expected = "the SHA-256 of the key as 64 hexadecimal digits (printf %s KEY | sha256sum)";
        return new ScalarType<>(
                "SHA-256",
                expected,
                schema,
                true,
                (scalar, _) -> KeyDigest.ofHex(scalar.text()).orElse(null));
    }
}
