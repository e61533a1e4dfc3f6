package dev.workerapp.worker.message;

import dev.workerapp.worker.thread.Threads;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does the same for many peers, for at most 16 at once. Safe for use by several threads. */
final class Fan {
    private static final int THREADS = 16;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Threads.daemon("workerapp-sender", work));

    Fan() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does it and waits for all; an interrupt of the caller ends the wait, and what is not done then has failed. */
    List<Sent> out(List<InetSocketAddress> peers, Function<InetSocketAddress, Sent> work) {
        List<Callable<Sent>> calls = peers.stream()
                .map(peer -> (Callable<Sent>) () -> work.apply(peer))
                .toList();
        var results = new ArrayList<Sent>();
        try {
            for (var call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException(e);
        }
        while (results.size() < peers.size()) {
            results.add(new Sent(0, 1));
        }
        return results;
    }
}
