package io.serai.tokens;

/**
 * A tokenizer file that is sound as far as it was read but asks for a part (model, normalizer, pre-tokenizer ...) that
 * this code does not have. The loader may then try another library.
 */
public final class UnsupportedPartException extends TokenizerFormatException {
    private static final long serialVersionUID = 1L;

    private final String part;

    /**
     * @param where path in the JSON, such as {@code pre_tokenizer.pretokenizers[1]}
     * @param part  what is not known, such as {@code UnicodeScripts}
     */
    public UnsupportedPartException(String where, String part) {
        super(where + " asks for " + part + ", which is not supported");
        this.part = part;
    }

    private UnsupportedPartException(String message, UnsupportedPartException cause) {
        super(message, cause);
        this.part = cause.part;
    }

    /** The same, naming the file too. */
    public UnsupportedPartException inFile(String name) {
        return new UnsupportedPartException(name + ": " + getMessage(), this);
    }

    /** Name of the part that is not known. */
    public String part() {
        return part;
    }
}
