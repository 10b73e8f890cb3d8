package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose name stands outside of the JSON, which is the arguments alone:
 * {@code <call>NAME<sep>{...}</call>}, several in a section or one after the other. Arguments are passed on verbatim
 * while they arrive.
 */
final class HeadedCalls implements ToolFormat {
    /**
     * What a header says.
     *
     * @param name name of the function
     * @param id   id that the model gave the call, or null
     */
    record Head(String name, @Nullable String id) {}

    private final String section;
    private final String sectionCloser;
    private final String call;
    private String callCloser = "";
    private boolean closerRequired;
    private List<String> headEnds = List.of();
    private List<String> tails = List.of();
    private List<String> extraOpeners = List.of();
    private List<String> silent = List.of();
    private Function<String, @Nullable Head> head = HeadedCalls::plainName;
    private CallPolicy policy = CallPolicy.USUAL;

    private HeadedCalls(String section, String sectionCloser, String call) {
        this.section = section;
        this.sectionCloser = sectionCloser;
        this.call = call;
    }

    private HeadedCalls(HeadedCalls o) {
        this(o.section, o.sectionCloser, o.call);
        callCloser = o.callCloser;
        closerRequired = o.closerRequired;
        headEnds = o.headEnds;
        tails = o.tails;
        extraOpeners = o.extraOpeners;
        silent = o.silent;
        head = o.head;
        policy = o.policy;
    }

    private HeadedCalls with(Consumer<HeadedCalls> change) {
        HeadedCalls copy = new HeadedCalls(this);
        change.accept(copy);
        return copy;
    }

    /** Calls begin with {@code call}, within {@code section} and {@code sectionCloser}, which are empty if there is none. */
    static HeadedCalls in(String section, String sectionCloser, String call) {
        return new HeadedCalls(section, sectionCloser, call);
    }

    /** Further strings that begin a section. */
    HeadedCalls alsoAfter(String... openers) {
        return with(copy -> copy.extraOpeners = List.of(openers));
    }

    /** A call ends with this; it may be missing. */
    HeadedCalls until(String closer) {
        return with(copy -> copy.callCloser = closer);
    }

    /** A call whose end is cut off is no call, even if its arguments are complete. */
    HeadedCalls requiringCloser() {
        return with(copy -> copy.closerRequired = true);
    }

    /** The header ends with one of these, of which "{" begins the arguments itself. */
    HeadedCalls headEnds(String... values) {
        return with(copy -> copy.headEnds = List.of(values));
    }

    /** What may stand between the arguments and the end of the call. */
    HeadedCalls tails(String... values) {
        return with(copy -> copy.tails = List.of(values));
    }

    /** How a header is read; null if it is none. */
    HeadedCalls head(Function<String, @Nullable Head> value) {
        return with(copy -> copy.head = value);
    }

    HeadedCalls silent(String... values) {
        return with(copy -> copy.silent = List.of(values));
    }

    HeadedCalls policy(CallPolicy value) {
        return with(copy -> copy.policy = value);
    }

    /** The header is the name. */
    static @Nullable Head plainName(String text) {
        String name = text.strip();
        return isName(name) ? new Head(name, null) : null;
    }

    /** Whether {@code text} can be the name of a function: letters, digits and what joins them. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_-.:/@$".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public List<String> openers() {
        List<String> openers = new ArrayList<>(extraOpeners);
        openers.add(section.isEmpty() ? call : section);
        return openers;
    }

    @Override
    public List<String> silent() {
        return silent;
    }

    @Override
    public CallPolicy policy() {
        return policy;
    }

    @Override
    public CallReader reader(Answer out, ParseOptions options) {
        return new HeadedCallReader(this, out);
    }

    boolean hasSections() {
        return !section.isEmpty();
    }

    String sectionCloser() {
        return sectionCloser;
    }

    String callOpener() {
        return call;
    }

    String callCloser() {
        return callCloser;
    }

    boolean isCloserRequired() {
        return closerRequired;
    }

    List<String> headEnds() {
        return headEnds;
    }

    List<String> tails() {
        return tails;
    }

    @Nullable
    Head head(String text) {
        return head.apply(text);
    }
}
