package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.StoppedSlots;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That an app that is suspended has no worker left; or that slots that are to be empty have none.
 *
 * @param slots the slots; none if the whole app is meant
 */
public record Stopped(List<Integer> slots) implements Goal {

    public Stopped {
        slots = List.copyOf(slots);
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return snapshot.app()
                .map(app -> slots.isEmpty() ? whole(app, snapshot.workers()) : single(app, snapshot.workers()))
                .orElse(new Verdict.Failed(Exit.ERROR, "error: the app was deleted meanwhile"));
    }

    private static Verdict whole(App app, List<Worker> workers) {
        if (!app.json().at("spec", "suspend").isTrue()) {
            return superseded(app.name());
        }
        boolean isSeen =
                Snapshot.isObserved(app, app.json().at("metadata", "generation").integer(0));
        return isSeen && workers.isEmpty()
                ? new Verdict.Reached("workerapp.workerapp.dev/" + app.name() + " has stopped: no worker is left")
                : Verdict.Pending.PENDING;
    }

    private Verdict single(App app, List<Worker> workers) {
        if (!StoppedSlots.of(app).slots().containsAll(slots)) {
            return superseded(words(app.name()));
        }
        return workers.stream().noneMatch(worker -> slots.contains(worker.slot()))
                ? new Verdict.Reached("workerapp.workerapp.dev/" + words(app.name())
                        + (slots.size() == 1 ? " has" : " have") + " stopped: no worker is left")
                : Verdict.Pending.PENDING;
    }

    private String words(String app) {
        return app
                + (slots.size() == 1 ? " slot " : " slots ")
                + slots.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Verdict superseded(String what) {
        return new Verdict.Failed(Exit.SUPERSEDED, "superseded: " + what + " was started meanwhile");
    }
}
