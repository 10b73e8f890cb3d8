package io.serai.fleet.choice;

import io.serai.core.Signal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that a rule asks of a call. */
public sealed interface Condition {
    /** Head of the intent. */
    String INTENT = "intent";

    /** Head of the complexity. */
    String COMPLEXITY = "complexity";

    /** Whether it holds for that call, and why. */
    Evaluation test(CallFacts call);

    /** Heads of classifiers that it asks. */
    default Set<String> heads() {
        return Set.of();
    }

    /** The intent is one of {@code labels}. */
    record Intent(List<String> labels) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            return call.signals().get(INTENT) instanceof Signal.Label said
                    ? Evaluation.of(labels.contains(said.label()), "intent is " + said.label())
                    : missing(INTENT);
        }

        @Override
        public Set<String> heads() {
            return Set.of(INTENT);
        }
    }

    /** The probability of the intent keeps {@code bound}. */
    record IntentScore(Bound bound) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            return call.signals().get(INTENT) instanceof Signal.Label said
                    ? compared("intent score", said.score(), bound)
                    : missing(INTENT);
        }

        @Override
        public Set<String> heads() {
            return Set.of(INTENT);
        }
    }

    /** The complexity is in one of {@code bands}. */
    record Complexity(List<String> bands) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            return call.signals().get(COMPLEXITY) instanceof Signal.Degree said
                    ? Evaluation.of(
                            bands.contains(said.band()),
                            "complexity is " + said.band() + " (" + Numbers.shown(said.score()) + ")")
                    : missing(COMPLEXITY);
        }

        @Override
        public Set<String> heads() {
            return Set.of(COMPLEXITY);
        }
    }

    /** The complexity's score keeps {@code bound}. */
    record ComplexityScore(Bound bound) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            return call.signals().get(COMPLEXITY) instanceof Signal.Degree said
                    ? compared("complexity", said.score(), bound)
                    : missing(COMPLEXITY);
        }

        @Override
        public Set<String> heads() {
            return Set.of(COMPLEXITY);
        }
    }

    /** Personal data of one of {@code types} was found; without any, of whatever type. */
    record Pii(List<String> types) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            if (types.isEmpty()) {
                Set<String> found = call.piiFound().keySet();
                return Evaluation.of(
                        !found.isEmpty(), "found " + (found.isEmpty() ? "nothing" : String.join(", ", found)));
            }
            for (String type : types) {
                if (call.piiFound().containsKey(type)) {
                    return Evaluation.of(true, "found " + type);
                }
            }
            return Evaluation.of(false, "found no " + String.join(" or ", types));
        }
    }

    /** The prompt's estimated length keeps {@code bound}. */
    record PromptTokens(Bound bound) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            return compared("prompt tokens (estimated)", call.promptTokens(), bound);
        }
    }

    /** The last user message is in one of {@code languages}. */
    record Language(List<String> languages) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            String language = call.language();
            return language.isEmpty()
                    ? Evaluation.of(false, "language is not recognised")
                    : Evaluation.of(languages.contains(language), "language is " + language);
        }
    }

    /** Yes or no. */
    record Has(Trait trait, boolean wanted) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            boolean has = trait.of(call);
            return Evaluation.of(has == wanted, has ? trait.present : trait.absent);
        }
    }

    /** What a call has or does not have. */
    enum Trait {
        /** Tools are offered. */
        TOOLS("has tools", "has no tools"),
        /** A message has an image. */
        IMAGES("has images", "has no images"),
        /** A stream is asked for. */
        STREAM("is streamed", "is not streamed");

        private final String present;
        private final String absent;

        Trait(String present, String absent) {
            this.present = present;
            this.absent = absent;
        }

        private boolean of(CallFacts call) {
            return switch (this) {
                case TOOLS -> call.tools();
                case IMAGES -> call.images();
                case STREAM -> call.stream();
            };
        }
    }

    /** The caller presented one of these keys. */
    record Tenants(List<String> names) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            String tenant = call.tenant();
            return tenant.isEmpty()
                    ? Evaluation.of(false, "caller has no key")
                    : Evaluation.of(names.contains(tenant), "tenant is " + tenant);
        }
    }

    /** The header fields have these values: one of the list for each name, without regard to case. */
    record HeaderFields(Map<String, List<String>> values) implements Condition {
        @Override
        public Evaluation test(CallFacts call) {
            for (Map.Entry<String, List<String>> wanted : values.entrySet()) {
                String value = call.headers().first(wanted.getKey());
                if (value == null) {
                    return Evaluation.of(false, "header " + wanted.getKey() + " is absent");
                }
                if (wanted.getValue().stream().noneMatch(value.strip()::equalsIgnoreCase)) {
                    return Evaluation.of(false, "header " + wanted.getKey() + " has another value");
                }
            }
            return Evaluation.of(true, "header " + String.join(", ", values.keySet()) + " as wanted");
        }
    }

    private static Evaluation compared(String what, double value, Bound bound) {
        boolean holds = bound.holds(value);
        return Evaluation.of(holds, what + " " + Numbers.shown(value) + " is " + (holds ? "" : "not ") + bound);
    }

    private static Evaluation missing(String head) {
        return Evaluation.of(false, "there is no " + head + " signal");
    }
}
