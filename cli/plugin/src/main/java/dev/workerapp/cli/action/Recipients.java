package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The workers of an app, or of one of its slots, that are asked, and how many are not.
 *
 * @param workers those that are asked, by slot
 * @param notReady how many are not asked since they are not ready, or do not run
 * @param terminating how many are not asked since they are being stopped
 */
record Recipients(List<Worker> workers, int notReady, int terminating) {

    /** Who is asked: workers that may do the app's work. */
    static final Predicate<Worker> READY = Worker::ready;

    /** Who is asked: every worker that runs. One that hangs is not ready, and is the one to look into. */
    static final Predicate<Worker> RUNNING = Worker::running;

    Recipients {
        workers = List.copyOf(workers);
    }

    /**
     * Finds them.
     *
     * @throws Failure if there is no such app, or nobody who can be asked
     */
    static Recipients find(Api api, String namespace, Target target, Predicate<Worker> isAsked) {
        List<Worker> asked = new ArrayList<>();
        int notReady = 0;
        int terminating = 0;
        for (Json pod :
                api.get(Paths.workers(namespace, target.app())).at("items").items()) {
            Worker worker = new Worker(pod);
            if (worker.slot() < 0
                    || (target.slot().isPresent()
                            && worker.slot() != target.slot().getAsInt())) {
                continue;
            }
            if (worker.terminating()) {
                terminating++;
            } else if (isAsked.test(worker)) {
                asked.add(worker);
            } else {
                notReady++;
            }
        }
        asked.sort(Comparator.comparingInt(Worker::slot).thenComparing(Worker::name));
        Recipients found = new Recipients(asked, notReady, terminating);
        if (asked.isEmpty()) {
            throw nobody(api, namespace, target, found);
        }
        return found;
    }

    private static Failure nobody(Api api, String namespace, Target target, Recipients found) {
        // Says so if there is no such app.
        api.get(Paths.app(namespace, target.app()));
        return new Failure(
                Exit.NOT_REACHED,
                found.skipped().isEmpty()
                        ? "error: " + target + " has no worker; kubectl workerapp list --workers shows those there are"
                        : "error: no worker of " + target + " can be asked: " + found.skipped());
    }

    /** Who is not asked, in words; empty if all are. */
    String skipped() {
        List<String> parts = new ArrayList<>();
        if (notReady > 0) {
            parts.add(notReady + " not ready");
        }
        if (terminating > 0) {
            parts.add(terminating + " terminating");
        }
        return String.join(", ", parts);
    }

    /** How a worker is called in the output: by app and slot, or by its pod's name where its slot has two workers. */
    String label(Worker worker) {
        long ofSlot =
                workers.stream().filter(other -> other.slot() == worker.slot()).count();
        return ofSlot > 1 ? worker.name() : worker.app() + "/" + worker.slot();
    }
}
