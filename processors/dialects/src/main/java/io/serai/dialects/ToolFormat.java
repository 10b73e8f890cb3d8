package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;

/** How calls are written. Immutable: what changes while reading is in the {@link CallReader} it makes. */
interface ToolFormat {
    /** Strings with which a block of calls begins. */
    List<String> openers();

    /** Whether {@code opener} begins a block here; {@code atStart} if nothing but white space came before. */
    default boolean opens(String opener, boolean atStart) {
        return true;
    }

    /** Whether {@code opener} is no ordinary text: a block that turns out to be none is malformed, and it ends reasoning. */
    default boolean isMarkup(String opener) {
        return opener.length() > 1;
    }

    /** Tokens that carry no text, such as the end of the turn: dropped wherever they are. */
    default List<String> silent() {
        return List.of();
    }

    /** Strings that are content, but behind which a block may begin that must begin the answer. */
    default List<String> restarts() {
        return List.of();
    }

    /** What becomes of text around, behind and inside of unreadable calls. */
    CallPolicy policy();

    /** A reader for one answer. */
    CallReader reader(Answer out, ParseOptions options);
}
