package io.serai.gateway;

import io.serai.core.Classifiers;
import io.serai.gateway.classifiers.ClassifierView;
import io.serai.gateway.classifiers.ClassifyRecorder;
import io.serai.gateway.classifiers.GatewayEnvironment;
import io.serai.gateway.classifiers.LiveClassifiers;
import io.serai.gateway.classifiers.RecordedClassifiers;
import io.serai.gateway.config.PiiPolicyConfig;
import io.serai.gateway.config.ResponseCacheConfig;
import io.serai.gateway.config.SeraiConfig;
import io.serai.gateway.telemetry.ClassifierSample;
import io.serai.gateway.telemetry.Metrics;
import io.serai.onnx.ClassifierHost;
import io.serai.onnx.ModelSummary;
import io.serai.steps.classify.ClassifyEnvironment;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/**
 * What classifies requests.
 *
 * @param host        runs the models
 * @param live        which ones
 * @param classifiers what steps ask
 * @param environment what steps see of the gateway
 */
record ClassifierParts(
        ClassifierHost host, LiveClassifiers live, Classifiers classifiers, ClassifyEnvironment environment)
        implements AutoCloseable {
    /** Made of {@code initial}; nothing is looked for before {@link #configure}. */
    static ClassifierParts of(SeraiConfig initial, Supplier<SeraiConfig> current, ClassifyRecorder recorder) {
        var host = new ClassifierHost(
                SettingsMapping.classifierHost(initial.classifiers()), Tokenizers::load, recorder, System::nanoTime);
        var live = new LiveClassifiers(
                host,
                SettingsMapping.classifierSources(initial),
                task -> Thread.ofVirtual().name("serai-classifiers").start(() -> {
                    task.run();
                    load(host, current.get());
                }),
                InstantSource.system());
        return new ClassifierParts(
                host,
                live,
                new RecordedClassifiers(host, recorder, System::nanoTime),
                new GatewayEnvironment(live, () -> current.get().classifiers().deadline(), recorder));
    }

    /** Adds the beans that steps look up. */
    void bind(Registry beans) {
        beans.bind("classifiers", Classifiers.class, classifiers);
        beans.bind("classifyEnvironment", ClassifyEnvironment.class, environment);
    }

    /**
     * Applies a configuration. Where its policies or rules need models, those on this machine are loaded when this
     * returns, and others when they have come: no call meets a model that is still to be loaded.
     */
    void configure(SeraiConfig config) {
        live.configure(config.classifiers().models());
        load(host, config);
    }

    private static void load(ClassifierHost host, SeraiConfig config) {
        if (needed(config)) {
            host.warm();
        }
    }

    private static boolean needed(SeraiConfig config) {
        return !config.routing().isEmpty()
                || config.responseCache().mode() == ResponseCacheConfig.Mode.SEMANTIC
                || config.pii().policies().stream().anyMatch(PiiPolicyConfig::model);
    }

    /**
     * Finds out what would be refused at a start.
     *
     * @throws IOException at the first model that would
     */
    void check(SeraiConfig config) throws IOException {
        if (config.classifiers().models().isEmpty()) {
            return;
        }
        configure(config);
        for (ClassifierView view : live.all()) {
            String problem = view.problem() == null ? view.shadowProblem() : view.problem();
            if (problem != null) {
                throw new IOException("classifiers.models[" + view.name() + "]: " + problem);
            }
        }
    }

    /** Shows them to the metrics. */
    void watch(Metrics metrics) {
        metrics.watch(host::stats, this::samples);
    }

    private List<ClassifierSample> samples() {
        return live.all().stream().map(ClassifierParts::sample).toList();
    }

    private static ClassifierSample sample(ClassifierView view) {
        ModelSummary model = view.live();
        return new ClassifierSample(
                view.name(),
                model == null ? "none" : model.name() + "@" + model.version(),
                view.swaps(),
                view.refused(),
                view.agreement());
    }

    @Override
    public void close() {
        host.close();
    }
}
