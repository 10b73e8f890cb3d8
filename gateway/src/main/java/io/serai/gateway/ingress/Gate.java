package io.serai.gateway.ingress;

import io.serai.core.CallError;
import io.serai.core.RequestHead;
import io.serai.guard.Credentials;
import io.serai.guard.Verdict;
import io.serai.steps.http.Occupancy;
import io.serai.steps.http.PathEntry;
import io.serai.steps.http.PathTable.Match;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides from a request's head, before its body is read, whether it will be served. */
final class Gate {
    private final Server server;

    Gate(Server server) {
        this.server = server;
    }

    /** The refusal of {@code request}, or null; tells the request what will serve it. */
    @Nullable
    CallError refuse(PendingRequest request) {
        RequestHead head = request.head();
        if (server.openCalls().refusing()) {
            return HttpRefusals.shuttingDown();
        }
        CallError malformed = request.malformed();
        if (malformed != null) {
            return malformed;
        }
        while (true) {
            switch (find(head)) {
                case Match.NotFound ignored -> {
                    return HttpRefusals.notFound(head);
                }
                case Match.WrongMethod(String allowed) -> {
                    return wrongMethod(request, allowed);
                }
                case Match.Found(PathEntry entry, String rest, Occupancy occupancy) -> {
                    Occupancy.Stay stay = occupancy.enter();
                    if (stay != null) {
                        request.found(entry, rest, stay);
                        return admit(request, entry);
                    }
                    // Replaced since it was found: another table leads to the routes by now.
                }
            }
        }
    }

    private Match find(RequestHead head) {
        boolean asGet = head.method().equals("HEAD") && server.settings().headRequests();
        return server.pipelines().find(asGet ? "GET" : head.method(), head.path());
    }

    private @Nullable CallError wrongMethod(PendingRequest request, String allowed) {
        request.allowed(allowed);
        RequestHead head = request.head();
        boolean crossOrigin = request.preflight()
                && server.settings().cors().allows(head.headers().first("origin"));
        if (head.method().equals("OPTIONS") && (crossOrigin || server.settings().optionsRequests())) {
            request.answerAsOptions();
            return null;
        }
        return HttpRefusals.wrongMethod(head, allowed);
    }

    private @Nullable CallError admit(PendingRequest request, PathEntry entry) {
        RequestHead head = request.head();
        Credentials credentials = server.credentials();
        switch (credentials.check(entry.access(), head.headers(), request.loopback())) {
            case Verdict.Granted(String principal) -> request.principal(principal);
            case Verdict.Refused(CallError error) -> {
                return error;
            }
        }
        if (entry.json() && !json(head.headers().first("content-type"))) {
            return HttpRefusals.notJson(head);
        }
        long limit = server.settings().bodyLimitBytes();
        return request.announcedBytes() > limit ? HttpRefusals.bodyTooLarge(limit) : null;
    }

    /** A missing type is taken for JSON; curl's default for {@code -d} is a form, which is refused with a hint. */
    private static boolean json(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
