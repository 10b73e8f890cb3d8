package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.WorkerLoad;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BacklogTest {
    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "3, 0, 0, 0, 3, own calls where nothing was observed",
        "3, 3, 0, 3, 3, own calls are not counted twice",
        "5, 3, 0, 3, 5, sent since",
        "3, 6, 4, 3, 10, of others",
        "1, 6, 4, 3, 8, finished since",
        "9, 2, 0, 9, 9, a report that is older than its work"
    })
    void countsCalls(int inFlight, int running, int waiting, int inFlightThen, int calls, String why) {
        int observed = running + waiting == 0 ? 0 : 1;
        var load = new WorkerLoad(running, waiting, 0, 0, observed, inFlightThen);
        assertThat(Backlog.calls(inFlight, load)).as(why).isEqualTo(calls);
    }
}
