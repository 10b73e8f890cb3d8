package io.serai.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One command: makes a result object of a case. */
interface Tool {
    /** Flags that describe one case. */
    List<ToolFlag> flags();

    /** What {@code --help} prints. */
    String help();

    /** The file whose lines are the cases; empty for the standard input, or for one case. */
    default Optional<Path> lines(Map<String, String> given) throws CaseException {
        return Optional.empty();
    }

    /**
     * Opens what {@code given} names for all cases, before the first of them.
     *
     * @throws CaseException if that is wrong; no case is run
     */
    default void open(Map<String, String> given) throws CaseException {}

    /** The case that {@code given} describes, by flag name without dashes, as {@code --jsonl} would read it. */
    Map<String, @Nullable Object> oneCase(Map<String, String> given) throws CaseException, IOException;

    /**
     * The result of a case.
     *
     * @param given flags that hold for every line
     * @throws CaseException if the case is wrong; the others go on
     * @throws IOException   if a file that it names cannot be read
     */
    Map<String, @Nullable Object> run(Map<String, ? extends @Nullable Object> one, Map<String, String> given)
            throws CaseException, IOException;
}
