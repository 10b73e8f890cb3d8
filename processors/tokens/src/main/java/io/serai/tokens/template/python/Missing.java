package io.serai.tokens.template.python;

/** Stands where there is no value at all, not even an undefined one: an unset variable, an argument not given. */
public enum Missing {
    MISSING
}
