package dev.workerapp.worker.metrics;

import static dev.workerapp.worker.metrics.PrometheusText.label;

import java.util.Optional;

/**
 * Which worker it is.
 *
 * @param slot its number, from 0
 * @param revision the name of its revision, if it is known
 */
public record WorkerInfo(int slot, Optional<String> revision) {
    /** As labels; the runtime's version is not known where its classes were packed into another jar. */
    String labels() {
        var runtime = Optional.ofNullable(WorkerInfo.class.getPackage().getImplementationVersion());
        return String.join(
                ",",
                label("slot", Integer.toString(slot)),
                label("revision", revision.orElse("")),
                label("runtime", runtime.orElse("")),
                label("java", Runtime.version().toString()));
    }
}
