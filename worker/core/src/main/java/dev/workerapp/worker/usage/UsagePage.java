package dev.workerapp.worker.usage;

import dev.workerapp.worker.state.Requests;
import java.util.Optional;

/**
 * The page for the operator, as JSON: {@code {"requests":48210,"oldGeneration":{"maxBytes":67108864,"lowestBytes":50331648}}}.
 * It holds facts alone; the limits are the operator's, so that a change of one needs no other worker. Collections are
 * followed from the first read on, so nothing is followed while nobody asks. Safe for use by several threads.
 */
public final class UsagePage {
    /** The page's content type. */
    public static final String CONTENT_TYPE = "application/json";

    private final Requests requests;
    private boolean read;
    private Optional<OldGeneration> old = Optional.empty();

    /** @param requests the requests that the adapters see */
    public UsagePage(Requests requests) {
        this.requests = requests;
    }

    /**
     * The page as it is now. {@code oldGeneration} is missing where the collector has none, or the runtime image has no
     * {@code jdk.management}; {@code lowestBytes} before the old generation was collected twice.
     */
    public String text() {
        var text =
                new StringBuilder("{\"requests\":").append(requests.latencies().count());
        followed().ifPresent(generation -> {
            text.append(",\"oldGeneration\":{\"maxBytes\":").append(generation.max());
            generation.lowest().ifPresent(lowest -> text.append(",\"lowestBytes\":")
                    .append(lowest));
            text.append('}');
        });
        return text.append('}').toString();
    }

    private synchronized Optional<OldGeneration> followed() {
        if (!read && ModuleLayer.boot().findModule("jdk.management").isPresent()) {
            old = OldGeneration.follow();
        }
        read = true;
        return old;
    }
}
