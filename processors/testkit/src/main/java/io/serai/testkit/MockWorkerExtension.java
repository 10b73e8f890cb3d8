package io.serai.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A mock worker for a test class. In a static field (or by {@code @ExtendWith}) one worker serves the class and is
 * reset before each test; in an instance field each test has its own. A test may take a {@link MockWorker} parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MockWorkerExtension WORKER = MockWorkerExtension.of(MockWorkerOptions.defaults());
 * }</pre>
 */
public final class MockWorkerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final MockWorkerOptions options;
    private @Nullable MockWorker worker;
    private boolean perClass;

    /** With the default options. */
    public MockWorkerExtension() {
        this(MockWorkerOptions.defaults());
    }

    private MockWorkerExtension(MockWorkerOptions options) {
        this.options = options;
    }

    /** With these options. */
    public static MockWorkerExtension of(MockWorkerOptions options) {
        return new MockWorkerExtension(options);
    }

    /** The worker of the running test. */
    public MockWorker worker() {
        MockWorker current = worker;
        if (current == null) {
            throw new IllegalStateException("no test is running; register the extension with @RegisterExtension");
        }
        return current;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        perClass = true;
        worker = MockWorker.start(options);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (perClass) {
            worker().reset();
        } else {
            worker = MockWorker.start(options);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!perClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void stop() {
        MockWorker current = worker;
        worker = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockWorker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return worker();
    }
}
