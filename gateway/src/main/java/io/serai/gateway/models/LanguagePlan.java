package io.serai.gateway.models;

import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCard.Source;
import io.serai.dialects.DialectChoice;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a model's language is to be had. Equal plans have equal outcomes, so nothing is loaded anew for one.
 *
 * @param card     what is said of the model
 * @param sources  where its tokenizer may be, best guess first
 * @param asked    whether somebody named the source: then its absence is an error
 * @param template file or text of its chat template; null for the tokenizer's own
 */
record LanguagePlan(
        ModelCard card,
        List<String> sources,
        boolean asked,
        @Nullable String template) {
    private static final Pattern REPOSITORY = Pattern.compile("\\w[\\w.-]*/\\w[\\w.-]*(@\\w[\\w./-]*)?");

    /** What tells the model's dialect. */
    DialectChoice.Hints hints(@Nullable String templateSource) {
        return new DialectChoice.Hints(
                said(Field.REASONING_PARSER, true),
                said(Field.TOOL_CALL_PARSER, true),
                said(Field.REASONING_PARSER, false),
                said(Field.TOOL_CALL_PARSER, false),
                templateSource,
                card.model());
    }

    /** The value that somebody set, or the one that workers gave. */
    private @Nullable String said(Field field, boolean set) {
        return isSet(card.source(field)) == set ? card.text(field) : null;
    }

    private static boolean isSet(@Nullable Source by) {
        return by == Source.REGISTERED || by == Source.CONFIGURED;
    }

    /** The context length that somebody set; 0 for none. */
    int contextLength() {
        return isSet(card.source(Field.CONTEXT_LENGTH)) ? card.contextLength() : 0;
    }

    /** Whether {@code other} leads to the same tokenizer and template. */
    boolean sameTokenizer(LanguagePlan other) {
        return sources.equals(other.sources) && Objects.equals(template, other.template);
    }

    /** What {@code card} lets us try. */
    static LanguagePlan of(ModelCard card) {
        String tokenizer = card.text(Field.TOKENIZER);
        boolean asked = isSet(card.source(Field.TOKENIZER));
        var sources = new ArrayList<String>();
        if (tokenizer != null) {
            add(sources, tokenizer, asked);
        }
        if (!asked) {
            String path = card.text(Field.MODEL_PATH);
            if (path != null) {
                add(sources, path, false);
            }
            add(sources, card.model(), false);
        }
        return new LanguagePlan(card, List.copyOf(sources), asked, card.text(Field.CHAT_TEMPLATE));
    }

    private static void add(List<String> sources, String source, boolean asked) {
        String usable = usable(source);
        if (usable == null && asked) {
            usable = source;
        }
        if (usable != null && !sources.contains(usable)) {
            sources.add(usable);
        }
    }

    /** A folder that exists, or a repository; a file stands for its folder. Null where {@code source} is neither. */
    private static @Nullable String usable(String source) {
        try {
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                return path.toAbsolutePath().toString();
            }
            if (Files.isRegularFile(path)) {
                return String.valueOf(path.toAbsolutePath().getParent());
            }
        } catch (InvalidPathException e) {
            return null;
        }
        return REPOSITORY.matcher(source).matches() ? source : null;
    }
}
