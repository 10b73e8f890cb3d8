package io.serai.gateway.classifiers;

import io.serai.steps.classify.ClassifyEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the steps see of the gateway. */
public final class GatewayEnvironment implements ClassifyEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayEnvironment.class);

    private final LiveClassifiers live;
    private final Supplier<Duration> deadline;
    private final ClassifyRecorder recorder;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param deadline as configured now */
    public GatewayEnvironment(LiveClassifiers live, Supplier<Duration> deadline, ClassifyRecorder recorder) {
        this.live = live;
        this.deadline = deadline;
        this.recorder = recorder;
    }

    @Override
    public Duration deadline() {
        return deadline.get();
    }

    @Override
    public Optional<Set<String>> heads(String classifier) {
        return live.served().of(classifier);
    }

    @Override
    public Map<String, String> servers(String classifier) {
        return live.served().servers(classifier);
    }

    @Override
    public void failed(String reason, boolean refused) {
        recorder.failed(reason, refused);
        if (reason.equals("no_model") && told.compareAndSet(false, true)) {
            LOG.warn("calls ask for signals that no live classifier gives; GET /classifiers says why. Told once");
        }
    }
}
