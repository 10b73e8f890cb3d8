package io.serai.gateway.telemetry;

import java.util.List;

/** What the gauges of a scrape show. Read at each scrape, on its thread; must be thread-safe. */
public interface FleetView {
    /** Every worker known now; ids are unique. */
    List<WorkerSample> workers();

    /** Calls now in the gateway, streams and queued ones included. */
    int running();

    /** Calls now waiting for a worker. */
    int queued();
}
