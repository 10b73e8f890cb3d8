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
        register(StepFamily.dialects());
