package dev.workerapp.planner.view;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which workers are replaced though nothing forces it: for their requests, heap, memory or age. Such a replacement starts only
 * while all is well, one at a time, for a worker that has served for a while; what is due waits for that, and nothing else
 * comes of it. Once the replacement is there it is finished as any other.
 */
public final class Recycling {

    /** The greatest share of a limit by which a worker is replaced earlier, so that workers of one age do not end together. */
    private static final double SPREAD = 0.1;

    /** Multiplying by it spreads the bits of a hash (D. Knuth, The Art of Computer Programming, 6.4: 2³² / golden ratio). */
    private static final int GOLDEN = 0x9E3779B9;

    private static final double HASHES = 0x1p32;

    private final AppView view;
    private final RecyclePolicy policy;
    /** By UID, what the workers are replaced for whose replacement is there, or starts now. */
    private final Map<String, Reason> replaced = new HashMap<>();

    Recycling(AppView view) {
        this.view = view;
        this.policy = view.desired().recycle();
        view.slots().forEach(this::addBegun);
        next().ifPresent(worker -> replaced.put(worker.uid(), due(worker).orElseThrow()));
    }

    /** Whether the worker is replaced for that: its replacement is there, or starts now. */
    boolean applies(Reason reason, Worker worker) {
        return replaced.get(worker.uid()) == reason;
    }

    /** Every instant at which time alone makes a worker due, or old enough to be replaced. */
    Stream<Instant> turns() {
        return view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .filter(Worker::ready)
                .flatMap(worker -> Stream.concat(
                        observed(worker).map(_ -> oldEnoughAt(worker)).stream(),
                        tooOldAt(worker).map(then -> later(then, oldEnoughAt(worker))).stream()));
    }

    private void addBegun(Slot slot) {
        List<Worker> live = slot.live();
        if (live.size() > 1) {
            live.forEach(old -> live.stream()
                    .filter(other -> other.incarnation() > old.incarnation())
                    .flatMap(other -> other.recycling().startedFor().stream())
                    .findFirst()
                    .ifPresent(reason -> replaced.put(old.uid(), reason)));
        }
    }

    /** The worker whose replacement starts now. Of several the oldest, so that none waits for ever. */
    private Optional<Worker> next() {
        List<Worker> due = view.slots().stream()
                .flatMap(slot -> slot.onlyWorker().stream())
                .filter(worker -> due(worker).isPresent())
                .filter(worker -> worker.readyFor(policy.minAge(), view.now()))
                .toList();
        return due.isEmpty() || !isGoodMoment()
                ? Optional.empty()
                : due.stream()
                        .min(Comparator.comparing((Worker worker) -> due(worker).orElseThrow())
                                .thenComparing(Worker::createdAt)
                                .thenComparing(Worker::slot, Comparator.reverseOrder()));
    }

    /** Whether nobody misses anything: every slot serves alone, and nothing changes or has only just changed. */
    private boolean isGoodMoment() {
        return !view.desired().reload().paused()
                && !view.reloading()
                && !view.inProbation()
                && view.slots().stream().allMatch(this::servesAlone);
    }

    private boolean servesAlone(Slot slot) {
        return slot.onlyWorker()
                .filter(view::available)
                .filter(worker -> worker.due().stream().allMatch(Reason::isVoluntary))
                .isPresent();
    }

    /** The most urgent of what the worker is due for. */
    private Optional<Reason> due(Worker worker) {
        return observed(worker).or(() -> tooOldAt(worker)
                .filter(then -> !view.now().isBefore(then))
                .map(_ -> Reason.MAX_AGE));
    }

    private static Optional<Reason> observed(Worker worker) {
        return worker.due().stream().filter(Reason::isVoluntary).min(Comparator.naturalOrder());
    }

    private Optional<Instant> tooOldAt(Worker worker) {
        return policy.maxAge().map(limit -> worker.createdAt().plus(ownShare(limit, worker)));
    }

    private Instant oldEnoughAt(Worker worker) {
        return worker.readySince().plus(policy.minAge());
    }

    /** A worker's own limit: always the same for it, and never more than is allowed. */
    private static Duration ownShare(Duration limit, Worker worker) {
        double hash = Integer.toUnsignedLong(worker.uid().hashCode() * GOLDEN) / HASHES;
        return Duration.ofSeconds(Math.round(limit.toSeconds() * (1 - SPREAD * hash)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
