package dev.workerapp.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final String PAGE = """
            # HELP workerapp_worker_info Always 1; its labels tell which worker it is.
            # TYPE workerapp_worker_info gauge
            workerapp_worker_info{slot="2",revision="shop-7",runtime="0.1.0",java="25.0.1 LTS"} 1
            workerapp_worker_draining 0
            workerapp_requests_in_flight 3
            workerapp_requests_total REQUESTS
            workerapp_request_failures_total 2
            workerapp_request_seconds_bucket{le="0.1"} REQUESTS
            workerapp_request_seconds_bucket{le="+Inf"} REQUESTS
            workerapp_request_seconds_sum 1.5
            jvm_memory_used_bytes{area="heap"} 1000
            jvm_memory_used_bytes{area="nonheap"} 5
            jvm_memory_max_bytes{area="heap"} 4000
            jvm_gc_collection_seconds_sum{gc="G1 Young Generation"} 0.25
            jvm_gc_collection_seconds_sum{gc="G1 Old Generation"} 0.5
            process_cpu_seconds_total CPU
            not a sample
            """;

    private static Reading reading(long requests, double cpu, double seconds) {
        return Reading.of(PAGE.replace("REQUESTS", String.valueOf(requests)).replace("CPU", String.valueOf(cpu)), (long)
                (seconds * 1e9));
    }

    @Test
    void readsThePageOfAWorker() {
        Reading reading = reading(100, 1, 0);

        assertThat(reading.requests()).hasValue(100);
        assertThat(reading.failures()).hasValue(2);
        assertThat(reading.inFlight()).hasValue(3);
        assertThat(reading.latencies().count()).isEqualTo(100);
        assertThat(reading.heapUsed()).hasValue(1000);
        assertThat(reading.heapMax()).hasValue(4000);
        assertThat(reading.gcSeconds()).hasValue(0.75);
        assertThat(reading.heapAfterGc()).isEmpty();
        assertThat(reading.threads()).isEmpty();
        assertThat(reading.draining()).isFalse();
    }

    @Test
    void tellsWhatWasDoneInTheTime() {
        Rates rates = Rates.between(reading(100, 1, 10), reading(500, 1.5, 12)).orElseThrow();

        assertThat(rates.requests().orElseThrow()).isEqualTo(200, within(1e-9));
        assertThat(rates.cores().orElseThrow()).isEqualTo(0.25, within(1e-9));
        assertThat(rates.gcShare()).isEqualTo(OptionalDouble.of(0));
        assertThat(rates.latencies().count()).isEqualTo(400);
    }

    @Test
    void tellsNothingWhereTheWorkerWasStartedAgain() {
        assertThat(Rates.between(reading(500, 9, 10), reading(3, 1, 12))).isEmpty();
        assertThat(Rates.between(reading(0, 9, 10), reading(0, 1, 12))).isEmpty();
    }

    @Test
    void tellsNothingOfNoTime() {
        assertThat(Rates.between(reading(1, 1, 10), reading(2, 2, 10))).isEmpty();
    }
}
