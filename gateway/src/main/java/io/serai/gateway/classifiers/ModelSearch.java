package io.serai.gateway.classifiers;

import io.serai.gateway.classifiers.ModelSource.Repository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the folders of models; what the hub has is fetched in the background. Its models are the caller's to guard. */
final class ModelSearch {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSearch.class);

    private final ClassifierSources sources;
    private final Executor work;
    private final InstantSource clock;
    private final Consumer<Runnable> arrived;

    /** @param arrived takes what a look that has ended changes of its model, in whatever way it ended */
    ModelSearch(ClassifierSources sources, Executor work, InstantSource clock, Consumer<Runnable> arrived) {
        this.sources = sources;
        this.work = work;
        this.clock = clock;
        this.arrived = arrived;
    }

    /**
     * The model that {@code source} means, found or being fetched, or with the reason why neither.
     *
     * @param before folder that serves until it is found, or null
     */
    WantedModel begin(ModelSource source, @Nullable Path before) {
        var model = new WantedModel(source, before);
        try {
            Optional<Path> folder = sources.local(source);
            if (folder.isPresent()) {
                model.found(folder.get());
            } else if (source instanceof Repository repository) {
                fetch(model, repository);
            }
        } catch (ClassifierRefusal e) {
            model.failed(String.valueOf(e.getMessage()));
        }
        return model;
    }

    /** Looks again on the hub for a model that it did not give, unless that was a moment ago. */
    void again(WantedModel model) {
        if (model.again(clock.instant()) && model.source() instanceof Repository repository) {
            fetch(model, repository);
        }
    }

    private void fetch(WantedModel model, Repository repository) {
        model.fetchBegins(clock.instant());
        work.execute(() -> arrived.accept(fetched(model, repository)));
    }

    private Runnable fetched(WantedModel model, Repository repository) {
        try {
            Path folder = sources.fetched(repository);
            return () -> model.found(folder);
        } catch (ClassifierRefusal e) {
            return () -> model.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> model.failed("the download of " + repository + " was interrupted");
        } catch (RuntimeException | Error e) {
            LOG.error("the look for classifier {} failed; the next one comes", repository, e);
            return () -> model.failed("the look for " + repository + " failed (" + e + "); the log says more");
        }
    }
}
