package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls written as JSON objects with a name and arguments, alone or in an array, with markers around:
 * {@code <tool_call>{"name": "f", "arguments": {...}}</tool_call>}. Arguments are passed on verbatim while they
 * arrive, unless they come before the name.
 */
final class JsonCalls implements ToolFormat {
    /** What stands between the markers. */
    enum Shape {
        OBJECT,
        ARRAY,
        EITHER
    }

    private final List<String> openers;
    private List<String> closers = List.of();
    private List<String> silent = List.of();
    private Shape shape = Shape.EITHER;
    private Set<String> nameKeys = Set.of("name");
    private Set<String> argumentKeys = Set.of("arguments", "parameters");
    private Set<String> idKeys = Set.of();
    private String separators = "";
    private boolean closerRequired;
    private boolean argumentsRequired;
    private boolean nameIsKey;
    private boolean bareOnlyAtStart;
    private boolean lineBreaksInStrings;
    private boolean endingAtCloser;
    private boolean brokenArguments;
    private List<String> restarts = List.of();
    private List<String> ordinary = List.of();
    private CallPolicy policy = CallPolicy.USUAL;

    private JsonCalls(List<String> openers) {
        this.openers = List.copyOf(openers);
    }

    private JsonCalls(JsonCalls o) {
        this(o.openers);
        closers = o.closers;
        silent = o.silent;
        shape = o.shape;
        nameKeys = o.nameKeys;
        argumentKeys = o.argumentKeys;
        idKeys = o.idKeys;
        separators = o.separators;
        closerRequired = o.closerRequired;
        argumentsRequired = o.argumentsRequired;
        nameIsKey = o.nameIsKey;
        bareOnlyAtStart = o.bareOnlyAtStart;
        lineBreaksInStrings = o.lineBreaksInStrings;
        endingAtCloser = o.endingAtCloser;
        brokenArguments = o.brokenArguments;
        restarts = o.restarts;
        ordinary = o.ordinary;
        policy = o.policy;
    }

    private JsonCalls with(Consumer<JsonCalls> change) {
        JsonCalls copy = new JsonCalls(this);
        change.accept(copy);
        return copy;
    }

    /**
     * Blocks begin with one of these; "{" and "[" stand for JSON without a marker. A marker that ends with one of the two
     * has the JSON's first character in it.
     */
    static JsonCalls after(String... openers) {
        return new JsonCalls(List.of(openers));
    }

    /** Blocks end with one of these. */
    JsonCalls until(String... values) {
        return with(copy -> copy.closers = List.of(values));
    }

    /** Without the closing marker a block is no block. */
    JsonCalls requiringCloser() {
        return with(copy -> copy.closerRequired = true);
    }

    JsonCalls shape(Shape value) {
        return with(copy -> copy.shape = value);
    }

    JsonCalls nameKeys(String... values) {
        return with(copy -> copy.nameKeys = Set.of(values));
    }

    JsonCalls argumentKeys(String... values) {
        return with(copy -> copy.argumentKeys = Set.of(values));
    }

    /** Keys whose value is the id that the model itself gives the call. */
    JsonCalls idKeys(String... values) {
        return with(copy -> copy.idKeys = Set.of(values));
    }

    /** Objects follow one another without an array, with one of these characters between. */
    JsonCalls separatedBy(String characters) {
        return with(copy -> copy.separators = characters);
    }

    /** An object without arguments is no call: for formats that have no marker of their own. */
    JsonCalls requiringArguments() {
        return with(copy -> copy.argumentsRequired = true);
    }

    /** The object has one key, which is the name of the function: {@code {"f": {...}}}. */
    JsonCalls nameIsKey() {
        return with(copy -> copy.nameIsKey = true);
    }

    /** JSON without a marker is a call only where the answer begins with it. */
    JsonCalls bareOnlyAtStart() {
        return with(copy -> copy.bareOnlyAtStart = true);
    }

    /** Strings of arguments may hold control characters as they are; they are given out escaped. */
    JsonCalls lineBreaksInStrings() {
        return with(copy -> copy.lineBreaksInStrings = true);
    }

    /** The closing marker ends the block wherever it stands: arguments with one in a string are unreadable. */
    JsonCalls endingAtCloser() {
        return with(copy -> copy.endingAtCloser = true);
    }

    /** Arguments that are no JSON are passed on as they are, if their brackets close. */
    JsonCalls passingBrokenArguments() {
        return with(copy -> copy.brokenArguments = true);
    }

    /** Strings behind which an answer begins anew, for {@link #bareOnlyAtStart}; they are content. */
    JsonCalls startingAnewAfter(String... values) {
        return with(copy -> copy.restarts = List.of(values));
    }

    /** Openers that occur in ordinary text as well: what turns out to be no call is not malformed. */
    JsonCalls ordinary(String... values) {
        return with(copy -> copy.ordinary = List.of(values));
    }

    JsonCalls silent(String... values) {
        return with(copy -> copy.silent = List.of(values));
    }

    JsonCalls policy(CallPolicy value) {
        return with(copy -> copy.policy = value);
    }

    @Override
    public List<String> openers() {
        return openers;
    }

    @Override
    public boolean opens(String opener, boolean atStart) {
        return atStart || !bareOnlyAtStart || !isBare(opener);
    }

    @Override
    public boolean isMarkup(String opener) {
        return !isBare(opener) && !ordinary.contains(opener);
    }

    static boolean isBare(String opener) {
        return opener.equals("{") || opener.equals("[");
    }

    /** How much of an opener stands before the JSON. */
    static int markerLength(String opener) {
        return opener.endsWith("[") || opener.endsWith("{") ? opener.length() - 1 : opener.length();
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
        return new JsonCallReader(this, out);
    }

    @Override
    public List<String> restarts() {
        return restarts;
    }

    boolean isEndingAtCloser() {
        return endingAtCloser;
    }

    boolean isPassingBrokenArguments() {
        return brokenArguments;
    }

    List<String> closers() {
        return closers;
    }

    Shape shape() {
        return shape;
    }

    boolean isCloserRequired() {
        return closerRequired;
    }

    boolean areArgumentsRequired() {
        return argumentsRequired;
    }

    boolean hasLineBreaksInStrings() {
        return lineBreaksInStrings;
    }

    boolean isSeparator(char c) {
        return separators.indexOf(c) >= 0;
    }

    boolean hasSeparators() {
        return !separators.isEmpty();
    }

    /** What the value of a key of a call is. */
    Member member(String key) {
        if (nameIsKey) {
            return Member.NAMED_ARGUMENTS;
        }
        return nameKeys.contains(key)
                ? Member.NAME
                : argumentKeys.contains(key) ? Member.ARGUMENTS : idKeys.contains(key) ? Member.ID : Member.OTHER;
    }

    /** Members of the object that is a call. */
    enum Member {
        NAME,
        ARGUMENTS,
        /** Arguments under a key that is the function's name. */
        NAMED_ARGUMENTS,
        ID,
        OTHER
    }
}
