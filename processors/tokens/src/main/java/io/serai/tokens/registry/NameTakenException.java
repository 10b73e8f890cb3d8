package io.serai.tokens.registry;

/** The name already has an entry. */
public final class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NameTakenException(String name) {
        super("tokenizer '" + name + "' is registered already; remove it first or choose another name");
    }
}
