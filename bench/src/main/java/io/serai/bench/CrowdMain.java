package io.serai.bench;

import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import java.util.concurrent.CountDownLatch;

/** Many mock workers in one process, each on a free port of its own, which it prints as the single worker does. */
final class CrowdMain {
    private CrowdMain() {}

    /** The one argument is the number of workers. Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        var options = MockWorkerOptions.builder()
                .host("127.0.0.1")
                .port(0)
                .model(WorkerProfile.MODEL)
                .threads(1)
                .keptBodyBytes(0)
                .build();
        for (int i = 0; i < count; i++) {
            System.out.println(
                    "mock worker ready on " + MockWorker.start(options).baseUrl());
        }
        new CountDownLatch(1).await();
    }
}
