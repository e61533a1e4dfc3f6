package dev.workerapp.operator.runtime;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does the same with each of many workers, so many at once at most, however many threads ask for it. Thread-safe. */
public final class FanOut {

    private final Semaphore places;

    /** @param most how many at once; positive */
    public FanOut(int most) {
        places = new Semaphore(most);
    }

    /** Returns when it is done with all. */
    public <T> void each(Collection<T> all, Consumer<T> action) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        action.accept(one);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }
}
