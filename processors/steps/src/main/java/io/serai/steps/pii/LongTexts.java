package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.guard.pii.PiiMasker;
import io.serai.guard.pii.Unmasker;
import io.serai.steps.BodyTransform;
import io.serai.wire.Json;

/**
 * Restores values in a JSON body that is too long to be held: byte by byte, with no more than the last key in mind. A
 * value in arguments is escaped twice, everywhere else once. What the model wrote of its own is not looked at.
 */
final class LongTexts implements BodyTransform {
    private static final String ARGUMENTS = "arguments";

    private final Unmasker unmasker;
    private final StringBuilder string = new StringBuilder();
    private boolean inString;
    private boolean escaped;
    private String key = "";

    LongTexts(PiiMasker masker) {
        this.unmasker = masker.unmasker(this::spelled);
    }

    /** The bytes of the value as Latin-1, which the whole body is read as. */
    private String spelled(String value) {
        String once = Json.escaped(value);
        String written = key.equals(ARGUMENTS) ? Json.escaped(once) : once;
        return new String(written.getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public byte[] feed(byte[] bytes) {
        var out = new StringBuilder(bytes.length + 64);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (look((char) (bytes[i] & 0xFF))) {
                out.append(unmasker.push(new String(bytes, from, i + 1 - from, ISO_8859_1)));
                from = i + 1;
            }
        }
        return out.append(unmasker.push(new String(bytes, from, bytes.length - from, ISO_8859_1)))
                .toString()
                .getBytes(ISO_8859_1);
    }

    /** Follows the body; true behind a string, whose key counts up to there. */
    private boolean look(char c) {
        if (!inString) {
            inString = c == '"';
            if (c == ':') {
                key = string.toString();
            } else if (c == ',' || c == '{') {
                key = "";
            }
            string.setLength(inString ? 0 : string.length());
            return false;
        }
        if (c == '"' && !escaped) {
            inString = false;
            return true;
        }
        escaped = c == '\\' && !escaped;
        if (string.length() <= ARGUMENTS.length()) {
            string.append(c);
        }
        return false;
    }

    @Override
    public byte[] end() {
        return unmasker.end().getBytes(ISO_8859_1);
    }
}
