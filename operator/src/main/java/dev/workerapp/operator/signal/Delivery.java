package dev.workerapp.operator.signal;

import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.Pods;
import dev.workerapp.operator.runtime.FanOut;
import dev.workerapp.operator.runtime.ReadyWorker;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A signal on its way to the workers of an app, in rounds: each worker that was there when it was requested gets it as soon as
 * it is ready. It ends when no such worker is left without it, or the patience is over. What it has done is kept in memory
 * alone: done again by another operator, it changes nothing, since runtimes know the token.
 */
final class Delivery {

    private final String name;
    private final String token;
    private final Instant requestedAt;
    private final Supplier<Collection<Pod>> workers;
    private final SignalSender sender;
    private final FanOut fanOut;
    private final Pace pace;

    private final Set<String> raised = ConcurrentHashMap.newKeySet();
    private final Map<String, Outcome.Missed> refused = new ConcurrentHashMap<>();

    /**
     * How long it takes.
     *
     * @param pause from the end of one round to the next
     * @param patience from its begin until the last round
     */
    record Pace(Duration pause, Duration patience) {}

    /**
     * One that has not begun.
     *
     * @param workers the pods of the app's workers now
     */
    Delivery(
            String name,
            String token,
            Instant requestedAt,
            Supplier<Collection<Pod>> workers,
            SignalSender sender,
            FanOut fanOut,
            Pace pace) {
        this.name = name;
        this.token = token;
        this.requestedAt = requestedAt;
        this.workers = workers;
        this.sender = sender;
        this.fanOut = fanOut;
        this.pace = pace;
    }

    /** Delivers it; returns when that has ended. */
    Outcome run() throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Collection<Outcome.Missed> waiting = round();
            boolean isOver = System.nanoTime() - begin >= pace.patience().toNanos();
            if (waiting.isEmpty() || isOver) {
                List<Outcome.Missed> missed = new ArrayList<>(refused.values());
                missed.addAll(waiting);
                return new Outcome(raised.size(), missed);
            }
            Thread.sleep(pace.pause());
        }
    }

    /** Sends it to each ready worker that lacks it; says which workers still do, and why. */
    private Collection<Outcome.Missed> round() throws InterruptedException {
        Map<String, Outcome.Missed> waiting = new ConcurrentHashMap<>();
        List<ReadyWorker> ready = new ArrayList<>();
        for (Pod pod : workers.get()) {
            String uid = pod.getMetadata().getUid();
            if (isAsked(pod) && !raised.contains(uid) && !refused.containsKey(uid)) {
                Optional<ReadyWorker> worker = ReadyWorker.of(pod);
                worker.ifPresent(ready::add);
                waiting.put(
                        uid,
                        new Outcome.Missed(
                                pod.getMetadata().getName(), worker.isPresent() ? "no answer" : "not ready"));
            }
        }
        fanOut.each(ready, worker -> send(worker, waiting));
        return waiting.values();
    }

    private void send(ReadyWorker worker, Map<String, Outcome.Missed> waiting) {
        try {
            sender.send(worker, name, token)
                    .ifPresentOrElse(
                            why -> refused.put(worker.uid(), new Outcome.Missed(worker.name(), why)),
                            () -> raised.add(worker.uid()));
            waiting.remove(worker.uid());
        } catch (IOException e) {
            waiting.put(worker.uid(), new Outcome.Missed(worker.name(), e.getMessage() + " at port " + worker.port()));
        } catch (RuntimeException e) {
            waiting.put(worker.uid(), new Outcome.Missed(worker.name(), e.toString()));
        } catch (InterruptedException e) {
            // The operator stops.
            Thread.currentThread().interrupt();
        }
    }

    /** Those that are younger than the request have begun with what it is for. */
    private boolean isAsked(Pod pod) {
        return !Pods.isEnding(pod)
                && !Pods.isTerminal(pod)
                && ApiTimes.parse(pod.getMetadata().getCreationTimestamp())
                        .filter(createdAt -> !createdAt.isAfter(requestedAt))
                        .isPresent();
    }
}
