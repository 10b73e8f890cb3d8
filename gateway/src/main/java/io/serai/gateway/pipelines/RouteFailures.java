package io.serai.gateway.pipelines;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;

/** Turns what Camel throws about route files into a file, a line and a reason. */
final class RouteFailures {
    private static final Pattern IN_FILE =
            Pattern.compile("(?:string:|file:)?([\\w.-]+\\.ya?ml)[,:]?\\s*(?:line )?(\\d+)?");

    private RouteFailures() {}

    static RouteException explain(RouteFiles files, Exception failure) {
        String reason = reason(failure);
        ResolveEndpointFailedException endpoint = find(failure, ResolveEndpointFailedException.class);
        if (endpoint != null && endpoint.getUri() != null) {
            return new RouteException(files.locate(withoutQuery(endpoint.getUri()), reason), failure);
        }
        Matcher place = IN_FILE.matcher(allMessages(failure));
        if (place.find()) {
            int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
            return new RouteException(new RouteProblem(place.group(1), line, reason), failure);
        }
        FailedToCreateRouteException route = find(failure, FailedToCreateRouteException.class);
        String text = route == null || route.getRouteId() == null ? "\u0000" : route.getRouteId();
        return new RouteException(files.locate(text, reason), failure);
    }

    private static String withoutQuery(String uri) {
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        return path.replace("://", ":");
    }

    /** The innermost message says it best. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message.strip();
    }

    private static String allMessages(Throwable failure) {
        var all = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            all.append(at.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static <T> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
