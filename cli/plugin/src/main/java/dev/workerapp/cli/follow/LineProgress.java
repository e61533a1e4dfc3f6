package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.json.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A line for each change, as in {@code shop: 1 of 4 replaced (slot 3)}. */
final class LineProgress implements Progress {

    private final String name;
    private final Session session;
    private String revision = "";
    private String state = "";
    private long replaced;
    private final Set<Integer> named = new TreeSet<>();

    LineProgress(String name, Session session) {
        this.name = name;
        this.session = session;
    }

    @Override
    public void show(Snapshot snapshot) {
        snapshot.app().ifPresent(app -> show(app, snapshot.workers()));
    }

    private void show(App app, List<Worker> workers) {
        Json reload = Snapshot.reload(app);
        String phase = reload.at("phase").text();
        String now = reload.at("revision").text();
        long done = reload.at("replaced").integer(0);
        if (phase.equals("Running") && !now.equals(revision)) {
            revision = now;
            replaced = 0;
            named.clear();
            say(kind(reload) + " " + Snapshot.title(app, now)
                    + (state.isEmpty() && done > 0 ? " goes on, " : " begins, ")
                    + reload.at("total").text() + " workers");
        }
        if (now.equals(revision) && done > replaced) {
            say(done + " of " + reload.at("total").text() + " " + Snapshot.done(reload)
                    + slots(workers, done - replaced));
            replaced = done;
        }
        if (!app.state().equals(state)) {
            if (!state.isEmpty()) {
                say(app.state());
            }
            state = app.state();
        }
    }

    private static String kind(Json reload) {
        return switch (reload.at("trigger").text()) {
            case "Install" -> "start of";
            case "Restart" -> "restart to";
            case "Rollback", "Undo" -> "way back to";
            default -> "reload to";
        };
    }

    /** The slots that a ready worker of the revision is seen in for the first time; workers are seen before they are counted. */
    private String slots(List<Worker> workers, long counted) {
        List<Integer> fresh = workers.stream()
                .filter(worker -> worker.revision().equals(revision) && worker.ready() && !worker.terminating())
                .map(Worker::slot)
                .sorted()
                .filter(named::add)
                .limit(counted)
                .toList();
        return fresh.isEmpty()
                ? ""
                : fresh.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", fresh.size() == 1 ? " (slot " : " (slots ", ")"));
    }

    private void say(String what) {
        session.console().hint(name + ": " + what);
    }

    @Override
    public void end() {
        // The lines stay.
    }
}
