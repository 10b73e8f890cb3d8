package io.serai.gateway.pipelines;

import io.serai.gateway.pipelines.RouteNodes.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateConsumerException;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Turns what Camel throws about route files into a file, a line and a reason. Camel names a route, an option, a bean or a
 * URI, seldom a line: the place is where that name stands within the route.
 */
final class RouteFailures {
    private static final Pattern IN_FILE = Pattern.compile("([\\w.-]+\\.ya?ml)[,:]?\\s*(?:line )?(\\d+)?");
    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
    private static final Pattern URI = Pattern.compile("[a-z][a-z0-9-]*:/*[^\\s,;'\"]+");
    private static final Pattern NO_KAMELET = Pattern.compile("Resource not found: .*/([\\w.-]+)\\.kamelet\\.yaml");
    private static final Pattern BOTH_SERVE = Pattern.compile("routes (\\S+) and (\\S+) both serve \\S+ (\\S+); .*");

    private final RouteNodes nodes;
    private final List<Throwable> chain = new ArrayList<>();

    private RouteFailures(RouteNodes nodes, Throwable failure) {
        this.nodes = nodes;
        for (Throwable at = failure; at != null && !chain.contains(at); at = at.getCause()) {
            chain.add(at);
        }
    }

    /**
     * Explains {@code failure}.
     *
     * @param files the folder is named where no file can be
     */
    static RouteException explain(RouteFiles files, RouteNodes nodes, Throwable failure) {
        var failures = new RouteFailures(nodes, failure);
        String reason = failures.reason();
        RouteProblem problem = failures.place(reason)
                .orElseGet(() -> new RouteProblem(files.folder().toString(), 0, reason));
        return new RouteException(problem, failure);
    }

    // ---- where

    private Optional<RouteProblem> place(String reason) {
        Place route = route();
        for (String clue : clues()) {
            Optional<Place> found = nodes.find(clue, route).or(() -> nodes.find(clue, null));
            if (found.isPresent()) {
                return found.map(it -> it.problem(reason));
            }
        }
        return inFile(reason).or(() -> Optional.ofNullable(route).map(it -> it.problem(reason)));
    }

    /** What the exceptions name, the innermost first: it knows best. */
    private List<String> clues() {
        var clues = new ArrayList<List<String>>();
        for (Throwable at : chain) {
            clues.add(
                    switch (at) {
                        case PropertyBindingException e -> List.of(String.valueOf(e.getPropertyName()));
                        case NoSuchBeanException e -> List.of(String.valueOf(e.getName()));
                        case ExpressionIllegalSyntaxException e -> List.of(String.valueOf(e.getExpression()));
                        case NoSuchEndpointException e -> spellings(e.getUri());
                        case ResolveEndpointFailedException e ->
                            Stream.concat(unknownOptions().stream(), spellings(e.getUri()).stream())
                                    .toList();
                        case FailedToCreateProducerException e -> spellings(e.getUri());
                        case FailedToCreateConsumerException e -> spellings(e.getUri());
                        default -> List.of();
                    });
        }
        Collections.reverse(clues);
        clues.add(named());
        return clues.stream().flatMap(List::stream).filter(it -> !it.isEmpty()).toList();
    }

    /** What the innermost message itself names, where its exception has no field for it. */
    private List<String> named() {
        if (chain.getLast() instanceof MarkedYamlEngineException) {
            return List.of(); // it quotes the file, and says the line
        }
        Matcher both = BOTH_SERVE.matcher(innermost());
        Matcher kamelet = NO_KAMELET.matcher(innermost());
        Matcher uri = URI.matcher(innermost());
        if (both.matches()) {
            return List.of("llm-http:" + both.group(3));
        }
        if (kamelet.find()) {
            return List.of("kamelet:" + kamelet.group(1));
        }
        return uri.find() ? spellings(uri.group()) : List.of();
    }

    /** A URI as it may stand in the file: Camel shows it normalised, with all parameters. */
    private static List<String> spellings(@Nullable String uri) {
        if (uri == null) {
            return List.of();
        }
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        return List.of(path, path.replace(":///", ":/"), path.replaceFirst("://", ":"));
    }

    private @Nullable Place route() {
        for (Throwable at : chain) {
            String id = switch (at) {
                case FailedToCreateRouteException e -> e.getRouteId();
                case FailedToStartRouteException e -> e.getRouteId();
                default -> null;
            };
            if (id != null) {
                return nodes.route(id).orElse(null);
            }
        }
        Matcher both = BOTH_SERVE.matcher(innermost());
        return both.matches() ? nodes.route(both.group(2)).orElse(null) : null;
    }

    private Optional<RouteProblem> inFile(String reason) {
        for (Throwable at : chain) {
            Matcher place = IN_FILE.matcher(String.valueOf(at.getMessage()));
            while (place.find()) {
                for (String file : nodes.roots().keySet()) {
                    if (RouteFiles.nameForCamel(file).equals(place.group(1))) {
                        int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
                        return Optional.of(new RouteProblem(file, line, reason));
                    }
                }
            }
        }
        return Optional.empty();
    }

    // ---- why

    private String reason() {
        List<String> unknown = unknownOptions();
        if (!unknown.isEmpty()) {
            return "there is no option " + String.join(", ", unknown) + "; remove it or spell it as the step does";
        }
        for (Throwable at : chain) {
            String known = reason(at);
            if (known != null) {
                return known;
            }
        }
        return explained(innermost());
    }

    private @Nullable String reason(Throwable at) {
        return switch (at) {
            case PropertyBindingException e ->
                "option " + e.getPropertyName() + " is '" + e.getValue() + "'; set it to " + allowed(e);
            case NoSuchEndpointException e ->
                "there is no component for " + e.getUri() + "; use one that the gateway has, such as llm-dispatch";
            case NoSuchBeanException e -> "there is no bean " + e.getName() + "; declare it under '- beans:'";
            case MarkedYamlEngineException e -> String.valueOf(e.getProblem());
            case ExpressionIllegalSyntaxException e -> "'" + e.getExpression() + "' is no expression: " + innermost();
            default -> null;
        };
    }

    private String explained(String message) {
        Matcher kamelet = NO_KAMELET.matcher(message);
        if (kamelet.find()) {
            return "there is no kamelet " + kamelet.group(1) + "; put " + kamelet.group(1) + ".kamelet.yaml into "
                    + RouteFiles.KAMELETS;
        }
        Matcher both = BOTH_SERVE.matcher(message);
        Optional<Place> other = both.matches() ? nodes.route(both.group(1)) : Optional.empty();
        return other.map(it -> message + " (" + both.group(1) + " is at " + it + ")")
                .orElse(message);
    }

    private String allowed(PropertyBindingException binding) {
        for (var method : binding.getTarget().getClass().getMethods()) {
            if (method.getName().equalsIgnoreCase("set" + binding.getPropertyName())
                    && method.getParameterCount() == 1) {
                Class<?> type = method.getParameterTypes()[0];
                return type.isEnum()
                        ? "one of " + List.of(type.getEnumConstants())
                        : "a value of type " + type.getSimpleName() + " (" + innermost() + ")";
            }
        }
        return "another value (" + innermost() + ")";
    }

    private List<String> unknownOptions() {
        for (Throwable at : chain) {
            Matcher unknown = UNKNOWN_OPTIONS.matcher(String.valueOf(at.getMessage()));
            if (unknown.find()) {
                return Stream.of(unknown.group(1).split(", ", -1))
                        .map(pair -> pair.substring(0, Math.max(0, pair.indexOf('='))))
                        .toList();
            }
        }
        return List.of();
    }

    private String innermost() {
        Throwable deepest = chain.getLast();
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message.strip();
    }
}
