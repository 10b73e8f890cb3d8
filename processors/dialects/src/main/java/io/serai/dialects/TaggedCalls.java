package io.serai.dialects;

import io.serai.core.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls written as tags with one element for each parameter:
 * {@code <block><invoke name="f"><parameter name="k">v</parameter></invoke></block>} and its many spellings. Values that
 * the schema says are strings are passed on while they arrive; others are typed when they end.
 */
final class TaggedCalls implements ToolFormat {
    /** How a tag names the function or parameter. */
    enum Naming {
        /** {@code <function=NAME>}: the tag's prefix ends with the equals sign. */
        EQUALS,
        /** {@code <invoke name="NAME" ...>}: the tag's prefix ends before the attributes. */
        ATTRIBUTES,
        /** The same, with ampersands and quotes in the attributes' values written as XML entities. */
        ESCAPED_ATTRIBUTES,
        /** The name is plain text: behind the block's opener, or in a key element. */
        TEXT
    }

    /** Where the type of a value is found. */
    enum Typing {
        /** In the schema of the declared tool. */
        SCHEMA,
        /** In the attribute {@code string="true|false"}; false means JSON. */
        STRING_ATTRIBUTE,
        /** In the attribute {@code type}; anything but "string" means JSON. */
        TYPE_ATTRIBUTE
    }

    /** A tag's spelling: how it begins, how it names, how its element ends ("" where nothing ends it). */
    record Tag(String prefix, Naming naming, String closer) {}

    private final List<String> blocks;
    private final String blockCloser;
    private final Tag invoke;
    private final Tag parameter;
    private String valueOpener = "";
    private String valueCloser;
    private List<String> implicitValueEnds = List.of();
    private List<String> forbidden = List.of();
    private String tagEnd = ">";
    private List<String> fillers = List.of();
    private List<String> silent = List.of();
    private boolean bareInvoke;
    private boolean trimNewline;
    private boolean closedByEnd;
    private boolean cutByBlock;
    private boolean closerRequired;
    private boolean cdata;
    private boolean declaredOnly;
    private Typing typing = Typing.SCHEMA;
    private Set<Schema.Type> untyped = Set.of();
    private CallPolicy policy = CallPolicy.USUAL;

    private TaggedCalls(List<String> blocks, String blockCloser, Tag invoke, Tag parameter) {
        this.blocks = List.copyOf(blocks);
        this.blockCloser = blockCloser;
        this.invoke = invoke;
        this.parameter = parameter;
        valueCloser = parameter.closer();
    }

    private TaggedCalls(TaggedCalls o) {
        this(o.blocks, o.blockCloser, o.invoke, o.parameter);
        valueOpener = o.valueOpener;
        valueCloser = o.valueCloser;
        implicitValueEnds = o.implicitValueEnds;
        forbidden = o.forbidden;
        tagEnd = o.tagEnd;
        fillers = o.fillers;
        silent = o.silent;
        bareInvoke = o.bareInvoke;
        trimNewline = o.trimNewline;
        closedByEnd = o.closedByEnd;
        cutByBlock = o.cutByBlock;
        closerRequired = o.closerRequired;
        cdata = o.cdata;
        declaredOnly = o.declaredOnly;
        typing = o.typing;
        untyped = o.untyped;
        policy = o.policy;
    }

    private TaggedCalls with(Consumer<TaggedCalls> change) {
        TaggedCalls copy = new TaggedCalls(this);
        change.accept(copy);
        return copy;
    }

    /** Calls within {@code block} and {@code closer}. */
    static TaggedCalls in(String block, String closer, Tag invoke, Tag parameter) {
        return new TaggedCalls(List.of(block), closer, invoke, parameter);
    }

    /** Calls without a block around. */
    static TaggedCalls alone(Tag invoke, Tag parameter) {
        return new TaggedCalls(List.of(), "", invoke, parameter).bareInvoke();
    }

    /** A call may stand without its block around. */
    TaggedCalls bareInvoke() {
        return with(copy -> copy.bareInvoke = true);
    }

    /** The value is an element of its own behind the one of the key. */
    TaggedCalls values(String opener, String closer) {
        return with(copy -> {
            copy.valueOpener = opener;
            copy.valueCloser = closer;
        });
    }

    /** A value whose closer is missing ends before one of these. */
    TaggedCalls valuesEndAt(String... markers) {
        return with(copy -> copy.implicitValueEnds = List.of(markers));
    }

    /** A value with one of these in it makes its call unreadable: engines end the call there. */
    TaggedCalls valuesWithout(String... markers) {
        return with(copy -> copy.forbidden = List.of(markers));
    }

    /** A tag that names something ends with this, not with {@code >}. */
    TaggedCalls tagsEndWith(String value) {
        return with(copy -> copy.tagEnd = value);
    }

    /** A value may be a CDATA section, as XML has them; it ends where its parameter ends behind it. */
    TaggedCalls cdata() {
        return with(copy -> copy.cdata = true);
    }

    /** What looks like a call of an undeclared function is unreadable, and parameters that are not declared are left out. */
    TaggedCalls declaredOnly() {
        return with(copy -> copy.declaredOnly = true);
    }

    /** Markup without meaning that may stand between block and call, and behind a name that is plain text. */
    TaggedCalls fillers(String... values) {
        return with(copy -> copy.fillers = List.of(values));
    }

    /** One line break at either end of a value belongs to the markup. */
    TaggedCalls trimmingNewline() {
        return with(copy -> copy.trimNewline = true);
    }

    /** Values stand between their tags as they are, line breaks included. */
    TaggedCalls keepingNewlines() {
        return with(copy -> copy.trimNewline = false);
    }

    /** A call whose parameters are complete is complete, if the answer ends there. */
    TaggedCalls closedByEnd() {
        return with(copy -> copy.closedByEnd = true);
    }

    /** Without its closing tag a block is no block, even if its calls are complete. */
    TaggedCalls requiringCloser() {
        return with(copy -> copy.closerRequired = true);
    }

    /** The closer of the block ends the call wherever it stands; a parameter that it cuts is left out. */
    TaggedCalls cutByBlock() {
        return with(copy -> copy.cutByBlock = true);
    }

    TaggedCalls typing(Typing value) {
        return with(copy -> copy.typing = value);
    }

    /** Parameters that no schema declares are strings, not guessed. */
    TaggedCalls undeclaredAreStrings() {
        return with(copy -> copy.untyped = Set.of(Schema.Type.STRING));
    }

    TaggedCalls silent(String... values) {
        return with(copy -> copy.silent = List.of(values));
    }

    TaggedCalls policy(CallPolicy value) {
        return with(copy -> copy.policy = value);
    }

    @Override
    public List<String> openers() {
        List<String> openers = new ArrayList<>(blocks);
        if (bareInvoke) {
            openers.add(invoke.prefix());
        }
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
        return new TaggedCallReader(this, new Schema(options.tools()), out);
    }

    boolean isBlock(String opener) {
        return blocks.contains(opener);
    }

    String blockCloser() {
        return blockCloser;
    }

    Tag invoke() {
        return invoke;
    }

    Tag parameter() {
        return parameter;
    }

    String valueOpener() {
        return valueOpener;
    }

    String valueCloser() {
        return valueCloser;
    }

    List<String> implicitValueEnds() {
        return implicitValueEnds;
    }

    List<String> forbidden() {
        return forbidden;
    }

    String tagEnd() {
        return tagEnd;
    }

    boolean hasCdata() {
        return cdata;
    }

    boolean isDeclaredOnly() {
        return declaredOnly;
    }

    List<String> fillers() {
        return fillers;
    }

    boolean isTrimmingNewline() {
        return trimNewline;
    }

    boolean isClosedByEnd() {
        return closedByEnd;
    }

    boolean isCloserRequired() {
        return closerRequired;
    }

    boolean isCutByBlock() {
        return cutByBlock;
    }

    Typing typing() {
        return typing;
    }

    Set<Schema.Type> untyped() {
        return untyped;
    }
}
