package io.serai.fleet.policy;

import io.serai.core.PromptPrefix;

/** The first tokens of a prompt as a hash key. */
final class Beginning {
    /**
     * A token is taken as so many bytes, whatever it is in the prompt at hand: two prompts with the same beginning must be
     * cut at the same byte.
     */
    private static final int BYTES_PER_TOKEN = 4;

    private Beginning() {}

    /** The last block within the first tokens; negative where the prompt is shorter than one block. */
    static int lastBlock(PromptPrefix prefix, int tokens) {
        long most = (long) tokens * BYTES_PER_TOKEN;
        int block = prefix.blocks() - 1;
        while (block > 0 && prefix.end(block) > most) {
            block--;
        }
        return block;
    }
}
