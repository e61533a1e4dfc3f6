package dev.workerapp.cli.describe;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A revision and what of the slots runs it.
 *
 * @param name its name
 * @param number its number, as text; empty if it is not known
 * @param state current, target, good, failed, undone or superseded, as {@code history} has it
 * @param image the image of its workers
 * @param places its workers, by slot, and the slots that have none and are to have one
 */
record RevisionSlots(String name, String number, String state, String image, List<Place> places) {

    /**
     * A worker in a slot, or that none is there.
     *
     * @param slot the slot
     * @param worker its worker
     * @param reason why the slot is not plainly ready, in a word; empty if it is
     * @param message the same in the cluster's words
     */
    record Place(int slot, Optional<Worker> worker, String reason, String message) {

        Json.Obj json() {
            return Json.object(
                    "slot",
                    slot,
                    "worker",
                    worker.map(Worker::name).orElse(""),
                    "status",
                    worker.map(Worker::state).orElse(""),
                    "ready",
                    worker.filter(Worker::ready).isPresent(),
                    "restarts",
                    worker.map(Worker::restarts).orElse(0L),
                    "node",
                    worker.map(Worker::node).orElse(""),
                    "created",
                    worker.map(Worker::created).orElse(""),
                    "reason",
                    reason,
                    "message",
                    message);
        }
    }

    RevisionSlots {
        places = List.copyOf(places);
    }

    /** Those of an app: the one that is asked for first, then the newest. */
    static List<RevisionSlots> of(App app, List<Worker> workers) {
        List<Json> said = app.json().at("status", "slots").items();
        Set<String> names = new LinkedHashSet<>();
        if (!app.revision().isEmpty()) {
            names.add(app.revision());
        }
        workers.forEach(worker -> names.add(worker.revision()));
        return names.stream()
                .map(name -> one(app, name, workers, said))
                .sorted(Comparator.comparing((RevisionSlots revision) -> !revision.name.equals(app.revision()))
                        .thenComparing(revision -> number(revision.number), Comparator.reverseOrder()))
                .toList();
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static RevisionSlots one(App app, String name, List<Worker> workers, List<Json> said) {
        List<Place> places = new ArrayList<>();
        for (Worker worker : workers) {
            if (worker.revision().equals(name)) {
                Json words = find(said, "worker", worker.name());
                places.add(new Place(
                        worker.slot(),
                        Optional.of(worker),
                        words.at("reason").text(),
                        words.at("message").text()));
            }
        }
        for (Json slot : said) {
            boolean isEmpty = workers.stream()
                    .noneMatch(worker -> worker.slot() == slot.at("slot").integer(-1));
            if (isEmpty && slot.at("revision").someText().orElse(app.revision()).equals(name)) {
                places.add(new Place(
                        (int) slot.at("slot").integer(-1),
                        Optional.empty(),
                        slot.at("reason").text(),
                        slot.at("message").text()));
            }
        }
        places.sort(Comparator.comparingInt(Place::slot)
                .thenComparing(place -> place.worker().map(Worker::created).orElse("")));
        Json history = app.history(name);
        return new RevisionSlots(
                name,
                history.at("number").text(),
                state(app, name, history),
                history.at("image").text(),
                places);
    }

    private static Json find(List<Json> objects, String field, String value) {
        return objects.stream()
                .filter(object -> object.at(field).text().equals(value))
                .findFirst()
                .orElse(Json.Nothing.NOTHING);
    }

    private static String state(App app, String name, Json history) {
        boolean isStable = name.equals(app.json().at("status", "stableRevision").text());
        if (name.equals(app.revision())) {
            return isStable ? "current" : "target";
        }
        return switch (history.at("result").text()) {
            case "RolledBack" -> "failed";
            case "Undone" -> "undone";
            case "Complete" -> "good";
            default -> isStable ? "good" : "superseded";
        };
    }

    /** For a heading: its number, where it is known, and its name. */
    String title() {
        return number.isEmpty() ? "revision " + name : "revision " + number + " (" + name + ")";
    }

    /** For scripts. */
    Json.Obj json() {
        return Json.object(
                "name",
                name,
                "number",
                number(number),
                "state",
                state,
                "image",
                image,
                "workers",
                places.stream().map(Place::json).toList());
    }
}
