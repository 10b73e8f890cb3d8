package io.serai.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects {@link MockWorkerOptions}; every setter is described by the record component of its name. */
public final class MockWorkerOptionsBuilder {
    private String host = "127.0.0.1";
    private int port;
    private EngineKind engine = EngineKind.SGLANG;
    private final List<String> models = new ArrayList<>();
    private @Nullable String apiKey;
    private Duration firstToken = Duration.ZERO;
    private Duration tokenInterval = Duration.ZERO;
    private double prefillTokensPerSecond;
    private @Nullable Boolean serialPrefill;
    private int outputTokens = 16;
    private long cacheTokens;
    private int blockTokens = 16;
    private int contextLength = 1 << 20;
    private int maxRunning = 4096;
    private int queueLimit = Integer.MAX_VALUE;
    private int threads = 1;
    private int keptBodyBytes = 1 << 20;
    private int embeddingDimensions = 16;
    private List<String> answer = List.of();
    private boolean echo;

    MockWorkerOptionsBuilder() {}

    /** Default {@code 127.0.0.1}. */
    public MockWorkerOptionsBuilder host(String value) {
        this.host = value;
        return this;
    }

    /** Default 0, a free port. */
    public MockWorkerOptionsBuilder port(int value) {
        this.port = value;
        return this;
    }

    /** Default SGLang. */
    public MockWorkerOptionsBuilder engine(EngineKind value) {
        this.engine = value;
        return this;
    }

    /** Default none. */
    public MockWorkerOptionsBuilder apiKey(String value) {
        this.apiKey = value;
        return this;
    }

    /** Default zero. */
    public MockWorkerOptionsBuilder firstToken(Duration value) {
        this.firstToken = value;
        return this;
    }

    /** Default zero: a stream is written as fast as the connection takes it. */
    public MockWorkerOptionsBuilder tokenInterval(Duration value) {
        this.tokenInterval = value;
        return this;
    }

    /** Default 0, free. */
    public MockWorkerOptionsBuilder prefillTokensPerSecond(double value) {
        this.prefillTokensPerSecond = value;
        return this;
    }

    /** Default: on where a prefill speed is given. */
    public MockWorkerOptionsBuilder serialPrefill(boolean value) {
        this.serialPrefill = value;
        return this;
    }

    /** Default 16. */
    public MockWorkerOptionsBuilder outputTokens(int value) {
        this.outputTokens = value;
        return this;
    }

    /** Default 0, off. */
    public MockWorkerOptionsBuilder cacheTokens(long value) {
        this.cacheTokens = value;
        return this;
    }

    /** Default 16. */
    public MockWorkerOptionsBuilder blockTokens(int value) {
        this.blockTokens = value;
        return this;
    }

    /** Default 1,048,576. */
    public MockWorkerOptionsBuilder contextLength(int value) {
        this.contextLength = value;
        return this;
    }

    /** Default 4,096. */
    public MockWorkerOptionsBuilder maxRunning(int value) {
        this.maxRunning = value;
        return this;
    }

    /** Default: no limit. */
    public MockWorkerOptionsBuilder queueLimit(int value) {
        this.queueLimit = value;
        return this;
    }

    /** Default 1. */
    public MockWorkerOptionsBuilder threads(int value) {
        this.threads = value;
        return this;
    }

    /** Default 1 MiB. */
    public MockWorkerOptionsBuilder keptBodyBytes(int value) {
        this.keptBodyBytes = value;
        return this;
    }

    /** Default 16. */
    public MockWorkerOptionsBuilder embeddingDimensions(int value) {
        this.embeddingDimensions = value;
        return this;
    }

    /** Default none: answers are made of the usual words. With it, there are as many tokens as pieces. */
    public MockWorkerOptionsBuilder answer(List<String> pieces) {
        this.answer = pieces;
        return this;
    }

    /** Default false. With it a worker's answer shows what the worker saw. */
    public MockWorkerOptionsBuilder echo(boolean value) {
        this.echo = value;
        return this;
    }

    /** Adds one served model; without any, {@code mock-model} is served. */
    public MockWorkerOptionsBuilder model(String name) {
        models.add(name);
        return this;
    }

    /** The options; an out-of-range value is an {@link IllegalArgumentException} that names the flag. */
    public MockWorkerOptions build() {
        return new MockWorkerOptions(
                host,
                port,
                engine,
                models.isEmpty() ? List.of("mock-model") : models,
                apiKey,
                firstToken,
                tokenInterval,
                prefillTokensPerSecond,
                serialPrefill == null ? prefillTokensPerSecond > 0 : serialPrefill,
                outputTokens,
                cacheTokens,
                blockTokens,
                contextLength,
                maxRunning,
                queueLimit,
                threads,
                keptBodyBytes,
                embeddingDimensions,
                answer,
                echo);
    }
}
