package io.serai.onnx.model;

/**
 * How a piece of text is spelled, which an encoder without upper case does not see. By general category: digits are Nd,
 * letters L*, upper case Lu and Lt.
 */
final class Spelling {
    static final byte NONE = 0;
    static final byte LOWER = 1;
    static final byte CAPITALIZED = 2;
    static final byte UPPER = 3;
    static final byte MIXED = 4;
    static final byte DIGITS = 5;
    static final byte DIGITS_AND_LETTERS = 6;
    static final byte WITHOUT_CASE = 7;

    private int letters;
    private int upper;
    private boolean lower;
    private boolean digits;
    private boolean firstUpper;

    private Spelling() {}

    /** Of {@code text} from {@code start} to {@code end}. */
    static byte of(String text, int start, int end) {
        var spelling = new Spelling();
        for (int i = start; i < end; ) {
            int character = text.codePointAt(i);
            spelling.add(Character.getType(character));
            i += Character.charCount(character);
        }
        return spelling.kind();
    }

    private void add(int type) {
        switch (type) {
            case Character.DECIMAL_DIGIT_NUMBER -> digits = true;
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> {
                firstUpper |= letters == 0;
                upper++;
                letters++;
            }
            case Character.LOWERCASE_LETTER -> {
                lower = true;
                letters++;
            }
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> letters++;
            default -> {
                // no letter, no digit
            }
        }
    }

    private byte kind() {
        if (digits) {
            return letters == 0 ? DIGITS : DIGITS_AND_LETTERS;
        }
        if (letters == 0) {
            return NONE;
        }
        if (upper == 0) {
            return lower ? LOWER : WITHOUT_CASE;
        }
        if (firstUpper && upper == 1) {
            return CAPITALIZED;
        }
        return lower ? MIXED : UPPER;
    }
}
