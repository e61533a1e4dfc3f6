package dev.workerapp.operator.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the runtime in a worker says of its use; see its UsagePage.
 *
 * @param requests how many requests it has served since its start
 * @param old its old generation; empty where its collector has none, or its runtime image can't follow it
 */
public record RuntimeUsage(long requests, Optional<OldGeneration> old) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The old generation of a heap.
     *
     * @param maxBytes how large it can become; positive
     * @param lowestBytes the least that was in use since it was last collected twice; empty before
     */
    public record OldGeneration(long maxBytes, OptionalLong lowestBytes) {

        /** Whether so many percent of it or more stay in use, whatever the collector does. */
        boolean staysAbove(int percent) {
            return lowestBytes.isPresent() && lowestBytes.getAsLong() >= maxBytes / 100.0 * percent;
        }
    }

    /**
     * Reads the runtime's page. Fields that it does not know are passed over.
     *
     * @throws IOException if it is not such a page
     */
    static RuntimeUsage parse(String page) throws IOException {
        JsonNode usage = JSON.readTree(page);
        JsonNode requests = usage.path("requests");
        if (!requests.isIntegralNumber()) {
            throw new IOException("the answer has no number of requests");
        }
        JsonNode max = usage.path("oldGeneration").path("maxBytes");
        JsonNode lowest = usage.path("oldGeneration").path("lowestBytes");
        return new RuntimeUsage(
                requests.asLong(),
                max.asLong() > 0
                        ? Optional.of(new OldGeneration(
                                max.asLong(),
                                lowest.isIntegralNumber() ? OptionalLong.of(lowest.asLong()) : OptionalLong.empty()))
                        : Optional.empty());
    }
}
