package io.serai.guard.pii;

/**
 * Finds one family of spans. It must look at each place of the text a bounded number of times, whatever the text is.
 */
interface Rule {
    /** Whether a text with these traits can hold anything for this rule; costs nothing. */
    boolean applies(Traits traits);

    /** Adds what it finds; spans may overlap. */
    void find(Scan scan);
}
