package dev.workerapp.cli.request;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Writes;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.follow.Goal;
import dev.workerapp.cli.follow.SlotReplaced;
import dev.workerapp.cli.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks for the replacement of single workers, by an annotation of their pods. It is deleted with the pod, so it asks once. */
final class SlotRequest {

    private static final String RECYCLE = "workerapp.dev/recycle";

    private SlotRequest() {}

    /** Asks, and returns what there is to wait for. */
    static List<Goal> ask(Writes writes, App app, List<Integer> slots) {
        List<Worker> workers = writes.api().get(Paths.workers(app.namespace(), app.name())).at("items").items().stream()
                .map(Worker::new)
                .toList();
        List<Goal> goals = new ArrayList<>();
        for (int slot : slots) {
            Worker worker = newest(workers, slot, app);
            String pod = Paths.pods(app.namespace()) + "/" + worker.name();
            writes.api()
                    .merge(
                            writes.path(pod),
                            Json.object(
                                    "metadata",
                                    Json.object(
                                            "annotations",
                                            Json.object(
                                                    RECYCLE,
                                                    writes.session()
                                                            .clock()
                                                            .instant()
                                                            .toString()))));
            Request.said(writes, app, "slot " + slot + " reload requested (pod " + worker.name() + ")");
            goals.add(new SlotReplaced(slot, worker.name()));
        }
        return goals;
    }

    private static Worker newest(List<Worker> workers, int slot, App app) {
        return workers.stream()
                .filter(worker -> worker.slot() == slot && !worker.terminating())
                .max(Comparator.comparing(Worker::created).thenComparing(Worker::name))
                .orElseThrow(() -> Failure.error("slot " + slot + " of " + app.name()
                        + " has no worker to replace: kubectl workerapp list --workers " + app.name()));
    }
}
