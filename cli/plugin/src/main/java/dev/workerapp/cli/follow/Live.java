package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An app and its workers as they change, each by a watch in a thread of its own. Thread-safe. */
final class Live implements AutoCloseable {

    private final Watch apps;
    private final Watch pods;
    private Optional<App> app = Optional.empty();
    private List<Worker> workers = List.of();
    private boolean appKnown;
    private boolean workersKnown;
    private @Nullable Failure failure;
    private boolean changed;

    Live(Api api, String namespace, String name) {
        apps = new Watch(api, Paths.apps(namespace) + "?fieldSelector=metadata.name%3D" + Paths.encode(name));
        pods = new Watch(api, Paths.workers(namespace, name));
    }

    Live begin() {
        follow(apps, objects -> {
            app = objects.values().stream().map(App::new).findFirst();
            appKnown = true;
        });
        follow(pods, objects -> {
            workers = objects.values().stream().map(Worker::new).toList();
            workersKnown = true;
        });
        return this;
    }

    private void follow(Watch watch, Consumer<Map<String, Json>> take) {
        Thread.ofPlatform().daemon().name("follow").start(() -> {
            try {
                watch.follow(objects -> change(() -> take.accept(objects)));
            } catch (Failure e) {
                change(() -> failure = e);
            }
        });
    }

    private synchronized void change(Runnable what) {
        what.run();
        changed = true;
        notifyAll();
    }

    /**
     * Waits until something has changed since the call before, but not longer than that.
     *
     * @return how it is now; empty if that is not known yet
     * @throws Failure if it can't be read
     */
    synchronized Optional<Snapshot> next(long nanos) {
        long end = System.nanoTime() + nanos;
        while (!changed || (failure == null && !isKnown())) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw Failure.error("interrupted");
            }
        }
        changed = false;
        if (failure != null) {
            throw failure;
        }
        return isKnown() ? Optional.of(new Snapshot(app, workers)) : Optional.empty();
    }

    private boolean isKnown() {
        return appKnown && workersKnown;
    }

    @Override
    public void close() {
        apps.end();
        pods.end();
    }
}
