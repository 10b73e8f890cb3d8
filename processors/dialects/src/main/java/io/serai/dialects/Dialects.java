package io.serai.dialects;

import io.serai.core.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All dialects that are known. Names are those of model families; the names that SGLang and vLLM give their parsers are
 * understood as well. Case does not matter, nor whether words are joined by hyphens or underscores.
 */
public final class Dialects {
    private static final Map<String, FamilyDialect> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, FamilyDialect> BY_TOOL_NAME = new HashMap<>();
    private static final Map<String, FamilyDialect> BY_REASONING_NAME = new HashMap<>();

    static {
        register(PlainFamily.dialects());
        register(HermesFamily.dialects());
        register(QwenCoderFamily.dialects());
        register(LlamaFamily.dialects());
        register(PythonicFamily.dialects());
        register(MistralFamily.dialects());
        register(DeepSeekFamily.dialects());
        register(KimiFamily.dialects());
        register(MiniMaxFamily.dialects());
        register(GlmFamily.dialects());
        register(HarmonyFamily.dialects());
        register(LfmFamily.dialects());
        register(OlmoFamily.dialects());
        register(PhiFamily.dialects());
        register(JambaFamily.dialects());
        register(XlamFamily.dialects());
        register(InternFamily.dialects());
        register(GraniteFamily.dialects());
        register(LongcatFamily.dialects());
        register(GigachatFamily.dialects());
        register(ErnieFamily.dialects());
        register(HunyuanA13bFamily.dialects());
        register(ApertusFamily.dialects());
        register(DotsFamily.dialects());
        register(StepFamily.dialects());
        register(HunyuanFamily.dialects());
        register(CohereFamily.dialects());
        register(GemmaFamily.dialects());
        register(MiniCpmFamily.dialects());
        register(ThinkingFamily.dialects());
    }

    private Dialects() {}

    private static void register(List<FamilyDialect> family) {
        for (FamilyDialect dialect : family) {
            BY_NAME.put(key(dialect.name()), dialect);
            dialect.toolNames().forEach(name -> BY_TOOL_NAME.putIfAbsent(key(name), dialect));
            dialect.reasoningNames().forEach(name -> BY_REASONING_NAME.putIfAbsent(key(name), dialect));
        }
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Every dialect, in the order of the registry. */
    public static Collection<Dialect> all() {
        return Collections.unmodifiableCollection(new ArrayList<Dialect>(BY_NAME.values()));
    }

    static Collection<FamilyDialect> families() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** The dialect with this name, or whose tool or reasoning format is known by it. */
    public static Optional<Dialect> find(String name) {
        return family(name).map(Dialect.class::cast);
    }

    private static Optional<FamilyDialect> family(String name) {
        String key = key(name);
        FamilyDialect dialect = BY_NAME.get(key);
        if (dialect == null) {
            dialect = BY_TOOL_NAME.get(key);
        }
        return Optional.ofNullable(dialect == null ? BY_REASONING_NAME.get(key) : dialect);
    }

    /**
     * The dialect with the reasoning of one and the calls of another, since operators choose the two parsers apart. An
     * empty name stands for none. Empty if a name is unknown, or the two cannot be had without one another.
     */
    public static Optional<Dialect> combine(String reasoning, String tools) {
        Optional<FamilyDialect> thinker =
                part(reasoning.isBlank() ? PlainFamily.PASSTHROUGH : reasoning, BY_REASONING_NAME);
        Optional<FamilyDialect> caller = part(tools.isBlank() ? PlainFamily.PASSTHROUGH : tools, BY_TOOL_NAME);
        if (thinker.isEmpty() || caller.isEmpty()) {
            return Optional.empty();
        }
        return join(thinker.get(), caller.get());
    }

    private static Optional<Dialect> join(FamilyDialect thinker, FamilyDialect caller) {
        boolean same = thinker == caller
                || (!thinker.isWhole()
                        && !caller.isWhole()
                        && thinker.reasoning().equals(caller.reasoning()));
        if (same) {
            return Optional.of(caller);
        }
        boolean apart = thinker.isWhole() || caller.isWhole();
        return apart ? Optional.empty() : Optional.of(caller.behind(thinker));
    }

    private static Optional<FamilyDialect> part(String name, Map<String, FamilyDialect> aliases) {
        FamilyDialect dialect = aliases.get(key(name));
        return Optional.ofNullable(dialect == null ? BY_NAME.get(key(name)) : dialect);
    }
}
