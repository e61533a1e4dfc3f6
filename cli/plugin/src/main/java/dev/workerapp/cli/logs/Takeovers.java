package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Says when a worker takes over a slot from another one: when it is ready. */
final class Takeovers {

    private final Consumer<String> say;
    private final Map<String, String> holders = new HashMap<>();

    private final Map<String, String> numbers = new HashMap<>();

    Takeovers(Consumer<String> say) {
        this.say = say;
    }

    /** Learns the numbers of revisions. */
    void know(List<App> apps) {
        for (App app : apps) {
            for (Json entry : app.json().at("status", "history").items()) {
                numbers.put(entry.at("revision").text(), entry.at("number").text());
            }
        }
    }

    /** Sees how it is now: the workers, by slot and age. */
    void see(List<Worker> workers) {
        Map<String, Worker> ready = new HashMap<>();
        for (Worker worker : workers) {
            if (worker.ready() && !worker.terminating()) {
                ready.put(worker.app() + "/" + worker.slot(), worker);
            }
        }
        for (Worker worker : workers) {
            String slot = worker.app() + "/" + worker.slot();
            if (!worker.equals(ready.get(slot))) {
                continue;
            }
            String before = holders.put(slot, worker.name());
            if (before != null && !before.equals(worker.name())) {
                say.accept(
                        "--- " + slot + ": " + worker.name() + " takes over from " + before + number(worker) + " ---");
            }
        }
    }

    private String number(Worker worker) {
        String number = numbers.getOrDefault(worker.revision(), "");
        return number.isEmpty() ? "" : " (revision " + number + ")";
    }
}
