package io.serai.dialects;

import io.serai.core.Dialect;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which dialect a model is read with, and why.
 *
 * @param dialect the dialect
 * @param reason  a sentence for people
 */
public record DialectChoice(Dialect dialect, String reason) {
    /**
     * What is known of a model. Names may each be of a dialect, of its tool format or of its reasoning format.
     *
     * @param reasoningSetting reasoning parser that the request or the model's settings name
     * @param toolSetting      tool parser that they name
     * @param reasoningCard    reasoning parser that the model card names
     * @param toolCard         tool parser that it names
     * @param template         text of the chat template
     * @param model            the model's name
     */
    public record Hints(
            @Nullable String reasoningSetting,
            @Nullable String toolSetting,
            @Nullable String reasoningCard,
            @Nullable String toolCard,
            @Nullable String template,
            String model) {
        /** Of a model of which only the name is known. */
        public static Hints ofModel(String model) {
            return new Hints(null, null, null, null, null, model);
        }
    }

    /** Setting, then card, then template, then name; whatever is unknown is passed over, and the reason says so. */
    public static DialectChoice choose(Hints hints) {
        StringBuilder unknown = new StringBuilder();
        DialectChoice guess = guess(hints);
        DialectChoice card = named(hints.reasoningCard, hints.toolCard, "model card", guess, unknown)
                .orElse(guess);
        DialectChoice choice = named(hints.reasoningSetting, hints.toolSetting, "setting", card, unknown)
                .orElse(card);
        return unknown.isEmpty() ? choice : new DialectChoice(choice.dialect, choice.reason + unknown);
    }

    /** By names of parsers; a part that is not named is the one of {@code otherwise}. */
    private static Optional<DialectChoice> named(
            @Nullable String reasoning,
            @Nullable String tools,
            String source,
            DialectChoice otherwise,
            StringBuilder unknown) {
        if (reasoning == null && tools == null) {
            return Optional.empty();
        }
        Optional<Dialect> dialect = reasoning == null || tools == null
                ? oneNamed(reasoning, tools, otherwise.dialect)
                : Dialects.combine(reasoning, tools);
        String names = (reasoning == null ? "" : " reasoning " + reasoning) + (tools == null ? "" : " tools " + tools);
        if (dialect.isEmpty()) {
            unknown.append("; passed over: ").append(source).append(" names").append(names);
        }
        return dialect.map(found -> new DialectChoice(found, source + " names" + names));
    }

    private static Optional<Dialect> oneNamed(@Nullable String reasoning, @Nullable String tools, Dialect otherwise) {
        if (tools != null) {
            Optional<Dialect> whole = Dialects.find(tools);
            boolean isDialect = whole.isPresent() && whole.get().name().equals(tools.replace('-', '_'));
            return isDialect ? whole : Dialects.combine(otherwise.name(), tools).or(() -> whole);
        }
        String thinker = reasoning == null ? "" : reasoning;
        return Dialects.combine(thinker, otherwise.name()).or(() -> Dialects.find(thinker));
    }

    private static DialectChoice guess(Hints hints) {
        String template = hints.template == null ? "" : hints.template;
        String model = hints.model.toLowerCase(Locale.ROOT).replace('_', '-');
        return best(
                        family -> templateScore(family, template),
                        family -> "chat template contains " + String.join(" and ", family.template()))
                .or(() -> best(
                        family -> modelScore(family, model).length(),
                        family -> "model name contains " + modelScore(family, model)))
                .orElseGet(() -> new DialectChoice(
                        Dialects.find(PlainFamily.PASSTHROUGH).orElseThrow(),
                        "nothing is known of model " + hints.model + ": its output is passed on as it is"));
    }

    private static Optional<DialectChoice> best(
            ToIntFunction<FamilyDialect> score, Function<FamilyDialect, String> reason) {
        FamilyDialect best = null;
        int highest = 0;
        for (FamilyDialect family : Dialects.families()) {
            int value = score.applyAsInt(family);
            if (value > highest) {
                highest = value;
                best = family;
            }
        }
        return best == null ? Optional.empty() : Optional.of(new DialectChoice(best.guessed(), reason.apply(best)));
    }

    /** Length of all markers if the template has all of them, else 0. */
    private static int templateScore(FamilyDialect family, String template) {
        int score = 0;
        for (String literal : family.template()) {
            if (!template.contains(literal)) {
                return 0;
            }
            score += literal.length();
        }
        return score;
    }

    /** The longest part that is in the model's name; empty if none is. */
    private static String modelScore(FamilyDialect family, String model) {
        String longest = "";
        for (String part : family.models()) {
            if (part.length() > longest.length() && model.contains(part)) {
                longest = part;
            }
        }
        return longest;
    }
}
