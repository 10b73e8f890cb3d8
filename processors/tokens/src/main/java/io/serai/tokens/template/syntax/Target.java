package io.serai.tokens.template.syntax;

import java.util.List;

/** What an assignment or a loop stores into. */
public sealed interface Target {
    record Variable(String name) implements Target {}

    /** An attribute of a {@code namespace()}. */
    record NamespaceAttribute(String name, String attribute) implements Target {}

    record Unpacked(List<Target> targets) implements Target {}
}
