package io.serai.wire;

import io.serai.core.CallError;

/** Errors of the scanner: what was expected, what was found and where, without quoting the body at length. */
final class JsonSyntax {
    private JsonSyntax() {}

    static CallError error(String what) {
        return CallError.of(400, "invalid_json", what);
    }

    static CallError at(int offset, String what) {
        return error("the body is not valid JSON: " + what + " at byte " + offset);
    }

    /** Something else stands where {@code expected} should. */
    static CallError unexpected(byte[] a, int at, int end, String expected) {
        if (at >= end) {
            return error("the body is not valid JSON: it ends after " + at + " bytes where " + expected
                    + " is missing; was it cut off?");
        }
        return at(at, "expected " + expected + ", found " + shown(a[at]));
    }

    static String shown(byte b) {
        return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "0x%02x".formatted(b & 0xFF);
    }
}
