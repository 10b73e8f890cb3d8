package io.serai.testkit;

import java.util.concurrent.CountDownLatch;

/** The mock worker as a program. Prints one line when it is ready and runs until it is stopped. */
public final class MockWorkerMain {
    private MockWorkerMain() {}

    /** Flags: see {@code --help}. Exits with 2 when one is wrong. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && args[0].equals("--help")) {
            System.out.print(MockWorkerFlags.USAGE);
            return;
        }
        MockWorker worker;
        try {
            worker = MockWorker.start(MockWorkerFlags.parse(args));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("mock worker ready on " + worker.baseUrl());
        new CountDownLatch(1).await();
    }
}
