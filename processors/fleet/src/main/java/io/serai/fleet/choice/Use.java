package io.serai.fleet.choice;

/** What a rule does where it applies. */
public sealed interface Use permits Weighted, BestOf {
    /** One of its models that has a ready worker. */
    Pick pick(CallFacts call, ServedModels models);
}
