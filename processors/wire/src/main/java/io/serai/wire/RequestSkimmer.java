package io.serai.wire;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what routing needs in a request body and checks the whole body's syntax on the way, in one pass without a
 * tree.
 *
 * <p>Stricter than the engines where leniency would let a client say different things to the gateway and to the
 * worker: a field that the gateway reads may be given only once, strings must be valid UTF-8, nesting ends at 512
 * levels. Looser where the worker knows better: unknown fields, empty arrays and the insides of arrays pass.
 *
 * <p>All errors are 400: {@code invalid_json}, {@code invalid_value} (wrong type, or given twice) and
 * {@code missing_required_parameter}, the last two naming the field.
 */
public final class RequestSkimmer {
    private static final String INCLUDE_USAGE = "include_usage";
    private static final String MAX_NEW_TOKENS = "max_new_tokens";

    private final RequestShape shape;
    private final JsonScanner scanner;
    private final Set<RequestField> given = EnumSet.noneOf(RequestField.class);
    private final Set<RequestField> present = EnumSet.noneOf(RequestField.class);
    private String model = "";
    private Span modelSpan = Span.NONE;
    private boolean stream;
    private boolean includeUsage;
    private int maxTokens = -1;
    private int maxCompletionTokens = -1;
    private Span prompt = Span.NONE;
    private int promptRank = Integer.MAX_VALUE;
    private Span tools = Span.NONE;
    private @Nullable String user;

    private RequestSkimmer(Api api, byte[] body) {
        shape = RequestShape.of(api);
        scanner = new JsonScanner(body);
    }

    /**
     * Skims a body. {@code modelSpan} of the result is set for a {@code model} that is {@code null} or empty too:
     * whoever writes a model there must replace that value, because a second field would make the request ambiguous.
     *
     * @param api  decides which fields there are
     * @param body all bytes of the body
     * @throws CallError 400, saying what is wrong and where
     */
    public static RequestFields skim(Api api, byte[] body) {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            throw JsonSyntax.error("the body starts with a UTF-8 byte order mark; send it without one");
        }
        return new RequestSkimmer(api, body).run();
    }

    private RequestFields run() {
        scanner.skipSpace();
        if (scanner.peek() != '{') {
            throw notAnObject();
        }
        scanner.enterObject();
        int objectStart = scanner.position();
        boolean empty = true;
        while (scanner.nextField()) {
            empty = false;
            field();
        }
        scanner.expectEnd();
        shape.check(present);
        int limit = maxCompletionTokens >= 0 ? maxCompletionTokens : maxTokens;
        return new RequestFields(
                model, modelSpan, objectStart, empty, stream, includeUsage, limit, prompt, tools, user);
    }

    /** Tells an empty body and a wrong root from text that is no JSON at all. */
    private CallError notAnObject() {
        if (scanner.atEnd()) {
            return JsonSyntax.error("the body is empty; send a JSON object");
        }
        byte first = scanner.peek();
        scanner.skipValue();
        scanner.expectEnd();
        return JsonSyntax.error("the body must be a JSON object, not " + typeOf(first));
    }

    private void field() {
        RequestField field = RequestField.at(scanner);
        if (field == null || !shape.has(field)) {
            scanner.skipValue();
            return;
        }
        once(field.text(), !given.add(field));
        byte first = scanner.peek();
        if (first == 'n') {
            absent(field);
            return;
        }
        if (!field.accepts(first)) {
            scanner.skipValue(); // a syntax error is the better message
            throw invalid(field.text(), "must be " + field.allowed() + ", not " + typeOf(first));
        }
        present.add(field);
        read(field);
    }

    private static void once(String name, boolean before) {
        if (before) {
            throw invalid(name, "is given twice; send it once");
        }
    }

    private void absent(RequestField field) {
        Span nothing = scanner.value();
        if (field == RequestField.MODEL) {
            modelSpan = nothing;
        }
    }

    private void read(RequestField field) {
        switch (field) {
            case MODEL -> {
                modelSpan = scanner.value();
                model = scanner.text(modelSpan);
            }
            case USER -> user = scanner.text(scanner.value());
            case STREAM -> stream = flag();
            case STREAM_OPTIONS -> streamOptions();
            case MAX_TOKENS -> maxTokens = integer(field.text());
            case MAX_COMPLETION_TOKENS -> maxCompletionTokens = integer(field.text());
            case SAMPLING_PARAMS -> samplingParams();
            case TOOLS -> tools = scanner.value();
            default -> promptAt(field);
        }
    }

    private void promptAt(RequestField field) {
        Span span = scanner.value();
        int rank = shape.promptRank(field);
        if (rank >= 0 && rank < promptRank) {
            prompt = span;
            promptRank = rank;
        }
    }

    private void streamOptions() {
        boolean before = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (!scanner.keyIs(INCLUDE_USAGE)) {
                scanner.skipValue();
                continue;
            }
            once("stream_options.include_usage", before);
            before = true;
            byte first = scanner.peek();
            if (first != 't' && first != 'f' && first != 'n') {
                scanner.skipValue();
                throw invalid("stream_options.include_usage", "must be true or false, not " + typeOf(first));
            }
            includeUsage = flag();
        }
    }

    private void samplingParams() {
        if (scanner.peek() == '[') {
            scanner.skipValue(); // a batch has no single limit
            return;
        }
        boolean before = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs(MAX_NEW_TOKENS)) {
                once("sampling_params.max_new_tokens", before);
                before = true;
                maxTokens = integerOrNull("sampling_params.max_new_tokens");
            } else {
                scanner.skipValue();
            }
        }
    }

    private boolean flag() {
        boolean yes = scanner.peek() == 't';
        scanner.skipValue();
        return yes;
    }

    private int integerOrNull(String name) {
        if (scanner.peek() == 'n') {
            scanner.skipValue();
            return -1;
        }
        return integer(name);
    }

    /** An integer; what is too large for an int is clamped, because it only has to be "more than the rest". */
    private int integer(String name) {
        byte first = scanner.peek();
        Span span = scanner.value();
        long number = scanner.wholeNumber(span.start(), Long.MIN_VALUE);
        if (number == Long.MIN_VALUE) {
            boolean fraction = first == '-' || (first >= '0' && first <= '9');
            throw invalid(
                    name,
                    "must be an integer, not " + (fraction ? "a number with fraction or exponent" : typeOf(first)));
        }
        return (int) Math.max(number, -1);
    }

    private static CallError invalid(String name, String why) {
        return CallError.of(400, "invalid_value", "'" + name + "' " + why).about(name);
    }

    private static String typeOf(byte first) {
        return switch (first) {
            case '"' -> "a string";
            case '{' -> "an object";
            case '[' -> "an array";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }
}
