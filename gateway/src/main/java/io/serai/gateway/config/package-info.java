/**
 * The configuration: {@code serai.yaml}, the flags of the command line, and their live reload.
 *
 * <h2>Start reading at</h2>
 * {@link SeraiConfig} (what the gateway is told), {@link CommandLine} (where it comes from), {@link ConfigStore} (how it
 * changes while the gateway runs). {@link Option} is the one place where a setting is declared: the parser, the flags,
 * {@code --help}, the shipped file, {@code docs/configuration.md} and the JSON Schema all come from the declarations.
 *
 * <h2>Invariants</h2>
 * <ul>
 *   <li>Values are read as text, whatever YAML makes of them: an API key {@code 0012} stays {@code 0012}, a version
 *       {@code 1.10} stays {@code 1.10}. Each option's own {@link Type} gives the text a meaning.
 *   <li>All problems of a file are reported together, each with its place; nothing of a file with a problem is used.
 *   <li>A value that came out of the environment is never quoted in a message, only its reference: it may be a secret.
 *   <li>A key without a value is an absent key: a section whose lines are all commented out is a valid section.
 *   <li>Reading uses no reflection and no Jackson: it is on the path of the gateway's start.
 * </ul>
 */
@NullMarked
package io.serai.gateway.config;

import org.jspecify.annotations.NullMarked;
