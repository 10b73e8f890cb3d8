package io.serai.fleet.choice;

import io.serai.core.Headers;
import io.serai.core.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A call as a test describes it. Counts how often its language was asked for. */
final class Asked implements CallFacts {
    private final Map<String, Signal> signals = new HashMap<>();
    private final Map<String, Integer> pii = new TreeMap<>();
    private Headers headers = Headers.empty();
    private String conversation = "c";
    private String language = "";
    private String tenant = "";
    private boolean tools;
    private boolean images;
    private boolean stream;
    private int promptTokens;
    private int maxTokens = -1;
    int languageAsked;

    Asked intent(String label, double score) {
        signals.put("intent", new Signal.Label(label, score, Map.of(label, score), "t@1"));
        return this;
    }

    Asked complexity(double score, String band) {
        signals.put("complexity", new Signal.Degree(score, band, "t@1"));
        return this;
    }

    Asked pii(String type) {
        pii.put(type, 1);
        return this;
    }

    Asked headers(String... fields) {
        headers = Headers.of(fields);
        return this;
    }

    Asked conversation(String key) {
        conversation = key;
        return this;
    }

    Asked language(String code) {
        language = code;
        return this;
    }

    Asked tenant(String name) {
        tenant = name;
        return this;
    }

    Asked withTools() {
        tools = true;
        return this;
    }

    Asked withImages() {
        images = true;
        return this;
    }

    Asked streamed() {
        stream = true;
        return this;
    }

    Asked tokens(int prompt, int most) {
        promptTokens = prompt;
        maxTokens = most;
        return this;
    }

    @Override
    public Map<String, Signal> signals() {
        return signals;
    }

    @Override
    public Map<String, Integer> piiFound() {
        return pii;
    }

    @Override
    public int promptTokens() {
        return promptTokens;
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public String language() {
        languageAsked++;
        return language;
    }

    @Override
    public boolean tools() {
        return tools;
    }

    @Override
    public boolean images() {
        return images;
    }

    @Override
    public boolean stream() {
        return stream;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public String conversation() {
        return conversation;
    }
}
