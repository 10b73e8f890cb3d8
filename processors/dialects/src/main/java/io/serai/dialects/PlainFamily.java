package io.serai.dialects;

import java.util.List;

/** For models of no known family: nothing is read, or calls written as bare JSON. */
final class PlainFamily {
    static final String PASSTHROUGH = "passthrough";

    private PlainFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of(PASSTHROUGH, ReasoningFormat.NONE, NoCalls.INSTANCE)
                        .reasoningNames("identity")
                        .ordinaryMarkers(),
                FamilyDialect.of(
                                "json",
                                ReasoningFormat.NONE,
                                JsonCalls.after("{", "[").bareOnlyAtStart().requiringArguments())
                        .models("gemma")
                        .ordinaryMarkers());
    }
}
