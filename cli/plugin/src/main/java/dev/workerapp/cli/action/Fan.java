package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Asks several workers at the same time.
 *
 * @param api the API server
 * @param token what the workers ask for
 * @param limit how long all of it may take
 */
record Fan(Api api, ActionToken token, Duration limit) {

    /** So many are asked at once: a few hundred workers take little more time, and the API server is not flooded. */
    private static final int AT_ONCE = 16;

    /** What one call came to. */
    private sealed interface Event {
        record Answered(Worker worker, Answer answer) implements Event {}

        record Refused(Failure why) implements Event {}
    }

    /**
     * Asks all, and hands each answer on as it comes, in the thread that calls. Those without an answer at the end of the
     * time are late.
     *
     * @throws Failure if the user may not call workers
     */
    void ask(List<Worker> workers, Call call, BiConsumer<Worker, Answer> onAnswer) {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Set<Worker> open = new HashSet<>(workers);
        long end = System.nanoTime() + limit.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("call-", 0).factory());
        try {
            workers.forEach(worker -> threads.execute(() -> events.add(ask(worker, call))));
            while (!open.isEmpty()) {
                Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                switch (event) {
                    case Event.Answered(Worker worker, Answer answer) -> {
                        open.remove(worker);
                        onAnswer.accept(worker, answer);
                    }
                    case Event.Refused(Failure why) -> throw why;
                    case null -> {
                        workers.stream()
                                .filter(open::contains)
                                .forEach(worker -> onAnswer.accept(worker, Answer.late(limit.toSeconds())));
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted before all workers had answered");
        } finally {
            // Closes the sockets of those that are still waited for.
            threads.shutdownNow();
        }
    }

    private Event ask(Worker worker, Call call) {
        try (Reply reply = api.exchange(call.to(worker, token))) {
            return new Event.Answered(worker, Answer.of(reply));
        } catch (IOException e) {
            return new Event.Answered(worker, Answer.unreachable(e));
        } catch (Failure e) {
            return new Event.Refused(e);
        }
    }
}
