package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.ArrayList;
import java.util.List;
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

    /** Calls begin with {@code call}, within {@code section} and {@code sectionCloser}, which are empty if there is none. */
    static HeadedCalls in(String section, String sectionCloser, String call) {
        return new HeadedCalls(section, sectionCloser, call);
    }

    /** Further strings that begin a section. */
    HeadedCalls alsoAfter(String... openers) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.extraOpeners = List.of(openers);
        return copy;
    }

    /** A call ends with this; it may be missing. */
    HeadedCalls until(String closer) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.callCloser = closer;
        return copy;
    }

    /** A call whose end is cut off is no call, even if its arguments are complete. */
    HeadedCalls requiringCloser() {
        HeadedCalls copy = new HeadedCalls(this);
        copy.closerRequired = true;
        return copy;
    }

    /** The header ends with one of these, of which "{" begins the arguments itself. */
    HeadedCalls headEnds(String... values) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.headEnds = List.of(values);
        return copy;
    }

    /** What may stand between the arguments and the end of the call. */
    HeadedCalls tails(String... values) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.tails = List.of(values);
        return copy;
    }

    /** How a header is read; null if it is none. */
    HeadedCalls head(Function<String, @Nullable Head> value) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.head = value;
        return copy;
    }

    HeadedCalls silent(String... values) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.silent = List.of(values);
        return copy;
    }

    HeadedCalls policy(CallPolicy value) {
        HeadedCalls copy = new HeadedCalls(this);
        copy.policy = value;
        return copy;
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
