package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.LastLines;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.kubectl.Api;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A worker because of which an app did not get there. */
final class FailedWorker {

    private FailedWorker() {}

    /** The last lines of its log, with a heading; none if no worker of the revision is left that is not ready. */
    static List<String> lastLines(Api api, Snapshot snapshot, String revision) {
        List<String> text = new ArrayList<>();
        snapshot.workers().stream()
                .filter(worker -> worker.revision().equals(revision) && !worker.ready())
                .max(Comparator.comparing(Worker::created).thenComparing(Worker::name))
                .ifPresent(worker -> {
                    List<String> lines = LastLines.of(api, worker.namespace(), worker.name());
                    if (!lines.isEmpty()) {
                        text.add("  last lines of " + worker.name() + ":");
                        lines.forEach(line -> text.add("    " + line));
                    }
                });
        return text;
    }
}
