package dev.workerapp.cli.logs;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A container that writes a log.
 *
 * @param worker its worker
 * @param container its name
 */
public record Source(Worker worker, String container) {

    /** The main container of a worker, or all that it has, init containers first. */
    static List<Source> of(Worker worker, boolean allContainers) {
        if (!allContainers) {
            return List.of(main(worker));
        }
        List<Source> all = new ArrayList<>();
        for (String kind : new String[] {"initContainers", "containers"}) {
            for (Json container : worker.json().at("spec", kind).items()) {
                all.add(new Source(worker, container.at("name").text()));
            }
        }
        return all;
    }

    /** The main container of a worker. */
    public static Source main(Worker worker) {
        return new Source(worker, Worker.CONTAINER);
    }

    /** What tells it from all others, those of an earlier pod of the same name included. */
    String key() {
        return worker.json().at("metadata", "uid").text() + "/" + worker.name() + "/" + container;
    }

    /** Its app and slot, as {@code shop/2}; with the name of the container if it is not the main one. */
    String label() {
        String slot = worker.app() + "/" + worker.slot();
        return container.equals(Worker.CONTAINER) ? slot : slot + ":" + container;
    }

    /** Whether it has begun a log. */
    public boolean started() {
        Json status = status();
        return status.at("state", "running").present()
                || status.at("state", "terminated").present()
                || status.at("lastState", "terminated").present();
    }

    /** Whether it writes now. */
    boolean running() {
        return status().at("state", "running").present();
    }

    /** How often it was started again. */
    public long restarts() {
        return status().at("restartCount").integer(0);
    }

    private Json status() {
        for (String kind : new String[] {"containerStatuses", "initContainerStatuses"}) {
            for (Json status : worker.json().at("status", kind).items()) {
                if (status.at("name").text().equals(container)) {
                    return status;
                }
            }
        }
        return Json.Nothing.NOTHING;
    }

    /** The path of its log, with the container named. */
    String path() {
        return Paths.pods(worker.namespace()) + "/" + worker.name() + "/log?container=" + Paths.encode(container);
    }
}
