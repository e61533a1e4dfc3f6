package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Escapes;
import java.util.List;
import java.util.Optional;

/**
 * That another worker serves in a slot in the place of one.
 *
 * @param slot the slot
 * @param pod the name of the worker that is replaced
 */
public record SlotReplaced(int slot, String pod) implements Goal {

    @Override
    public Verdict judge(Snapshot snapshot) {
        if (snapshot.app().isEmpty()) {
            return new Verdict.Failed(Exit.ERROR, "error: the app was deleted meanwhile");
        }
        App app = snapshot.app().get();
        List<Worker> here = snapshot.workers().stream()
                .filter(worker -> worker.slot() == slot)
                .toList();
        boolean isLeaving =
                here.stream().filter(worker -> worker.name().equals(pod)).allMatch(Worker::terminating);
        Optional<Worker> next = here.stream()
                .filter(worker -> !worker.name().equals(pod) && worker.ready() && !worker.terminating())
                .findFirst();
        if (isLeaving && next.isPresent()) {
            return new Verdict.Reached("workerapp.workerapp.dev/" + app.name() + " slot " + slot + " reloaded: "
                    + next.get().name() + " serves in the place of " + pod);
        }
        return app.json().at("status", "slots").items().stream()
                .filter(said -> said.at("slot").integer(-1) == slot
                        && said.at("reason").text().equals("ReplacementFailed"))
                .findFirst()
                .map(said -> failed(app, said))
                .orElse(Verdict.Pending.PENDING);
    }

    private Verdict failed(App app, Json said) {
        return new Verdict.Failed(
                Exit.NOT_REACHED,
                "error: the worker of slot " + slot + " of " + app.name() + " stays: "
                        + Escapes.none(said.at("message").text()));
    }
}
