package io.serai.wire;

import io.serai.core.EngineRequest.Bytes;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import java.util.ArrayList;
import java.util.List;

/** Changes a request body by putting new bytes between untouched pieces of it. */
public final class BodySplice {
    private BodySplice() {}

    /**
     * The body with {@code model} as its model. All other bytes stay as they are and are shared, not copied.
     *
     * @param body   a body
     * @param fields what {@link RequestSkimmer} found in exactly this body
     * @param model  name to write; any text
     * @return pieces to send one after the other; only {@code body} itself if it says {@code model} already
     */
    public static List<Bytes> withModel(byte[] body, RequestFields fields, String model) {
        Span old = fields.modelSpan();
        if (old.isEmpty()) {
            String field = "\"model\":" + Json.quote(model) + (fields.emptyObject() ? "" : ",");
            return pieces(body, fields.objectStart(), field, fields.objectStart());
        }
        if (says(body, fields, model)) {
            return List.of(Bytes.all(body));
        }
        return pieces(body, old.start(), Json.quote(model), old.end());
    }

    /**
     * As {@link #withModel}, with further fields in front.
     *
     * @param added fields as they stand in JSON, {@code "a":1,"b":true}, none of which the body has; empty for none
     */
    public static List<Bytes> with(byte[] body, RequestFields fields, String model, String added) {
        if (added.isEmpty()) {
            return withModel(body, fields, model);
        }
        boolean insertsModel = fields.modelSpan().isEmpty();
        String front = insertsModel ? added + ",\"model\":" + Json.quote(model) : added;
        int start = fields.objectStart();
        var pieces = new ArrayList<Bytes>(5);
        pieces.add(new Bytes(body, new Span(0, start)));
        pieces.add(Bytes.all(Json.utf8(fields.emptyObject() ? front : front + ",")));
        Span old = fields.modelSpan();
        if (insertsModel || says(body, fields, model)) {
            pieces.add(new Bytes(body, new Span(start, body.length)));
        } else {
            pieces.add(new Bytes(body, new Span(start, old.start())));
            pieces.add(Bytes.all(Json.utf8(Json.quote(model))));
            pieces.add(new Bytes(body, new Span(old.end(), body.length)));
        }
        return pieces;
    }

    /** One array with what {@code pieces} are one after the other. */
    public static byte[] join(List<Bytes> pieces) {
        int length = 0;
        for (Bytes piece : pieces) {
            length += piece.span().length();
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (Bytes piece : pieces) {
            System.arraycopy(
                    piece.array(), piece.span().start(), whole, at, piece.span().length());
            at += piece.span().length();
        }
        return whole;
    }

    /** A {@code null} reads as the empty name, yet is no string: it has to be written over even with that name. */
    private static boolean says(byte[] body, RequestFields fields, String model) {
        return fields.model().equals(model) && body[fields.modelSpan().start()] == '"';
    }

    private static List<Bytes> pieces(byte[] body, int before, String text, int behind) {
        return List.of(
                new Bytes(body, new Span(0, before)),
                Bytes.all(Json.utf8(text)),
                new Bytes(body, new Span(behind, body.length)));
    }
}
