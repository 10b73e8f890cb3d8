package io.serai.tokens;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A tokenizer file that is broken, too large or of a kind nobody knows; the message says where and what was seen. */
public class TokenizerFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public TokenizerFormatException(String message) {
        super(message);
    }

    public TokenizerFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
