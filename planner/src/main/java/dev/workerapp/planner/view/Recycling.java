package dev.workerapp.planner.view;

import dev.workerapp.planner.OwnLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory.Postponed;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Which workers are replaced though nothing forces it: for their requests, heap, memory or age. Such a replacement starts only
 * while all is well, one at a time, for a worker that has served for a while; what is due waits for that, and nothing else
 * comes of it. Once the replacement is there it is finished as any other, unless it fails: then the worker stays, and another
 * one is tried later.
 */
public final class Recycling {
    /** Replacements that failed do not pile up; one may be on a node that is gone, and never end. */
    private static final int MOST_ENDING = 1;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(10);
    private static final Duration LAST_RETRY = Duration.ofHours(24);

    private final AppView view;
    private final RecyclePolicy policy;
    /** By UID, what the workers are replaced for whose replacement is there, or starts now. */
    private final Map<String, Reason> replaced = new HashMap<>();

    private final SequencedMap<Worker, Failure> failures = new LinkedHashMap<>();

    Recycling(AppView view) {
        this.view = view;
        this.policy = view.desired().recycle();
        view.slots().stream().filter(slot -> slot.live().size() > 1).forEach(this::goOn);
        next().ifPresent(this::begin);
    }

    /** Whether the worker is replaced for that: its replacement is there, or starts now. */
    boolean applies(Reason reason, Worker worker) {
        return replaced.get(worker.uid()) == reason;
    }

    /** The workers that serve and whose replacement has failed, with how, lowest slot first. */
    public SequencedMap<Worker, Failure> failures() {
        return failures;
    }

    /** When the next replacement of a worker that is due may start, since the last one failed; empty where none waits for that. */
    public Optional<Instant> retryAt(Worker worker) {
        return due(worker).flatMap(_ -> waitsUntil(worker)).filter(then -> then.isAfter(view.now()));
    }

    /** Every instant at which time alone makes a worker due, or old enough to be replaced. */
    Stream<Instant> turns() {
        return view.slots().stream()
                .flatMap(slot -> slot.live().stream())
                .filter(Worker::ready)
                .flatMap(worker -> Stream.of(
                                observed(worker).map(_ -> mayStartAt(worker)),
                                tooOldAt(worker).map(then -> later(then, mayStartAt(worker))))
                        .flatMap(Optional::stream));
    }

    /** What has a replacement already. */
    private void goOn(Slot slot) {
        for (Worker old : slot.live()) {
            Optional<Worker> replacement = slot.live().stream()
                    .filter(other -> isReplacement(other, old))
                    .findFirst();
            replacement
                    .flatMap(other -> other.recycling().startedFor())
                    .ifPresent(reason -> replaced.put(old.uid(), reason));
            if (view.available(old)) {
                replacement
                        .flatMap(other -> view.givenUp(other).map(reason -> Failure.of(other, reason, view)))
                        .ifPresent(failure -> failures.put(old, failure));
            }
        }
    }

    /** Whether it was started for that worker, and nobody has given it up. */
    private static boolean isReplacement(Worker worker, Worker old) {
        return worker.incarnation() > old.incarnation()
                && worker.recycling().startedFor().isPresent()
                && isAfterLast(worker.createdAt(), old);
    }

    private static boolean isAfterLast(Instant time, Worker old) {
        return old.recycling().postponed().map(last -> time.isAfter(last.at())).orElse(true);
    }

    /** What has none yet: it starts now, if it did not just fail to. */
    private void begin(Worker worker) {
        Slot slot = view.slots().get(worker.slot());
        Stream<Failure> ended =
                slot.dead().stream().filter(dead -> isReplacement(dead, worker)).map(Failure::ofEnded);
        Stream<Failure> refused = view.anyRefusal(slot).stream()
                .filter(refusal -> isAfterLast(refusal.triedAt(), worker))
                .map(Failure::ofRefused);
        Stream.concat(ended, refused)
                .findFirst()
                .ifPresentOrElse(
                        failure -> failures.put(worker, failure),
                        () -> replaced.put(worker.uid(), due(worker).orElseThrow()));
    }

    /** The worker whose replacement starts now. Of several the oldest, so that none waits for ever. */
    private Optional<Worker> next() {
        List<Worker> due = view.slots().stream()
                .filter(slot -> slot.terminating().size() <= MOST_ENDING)
                .flatMap(slot -> slot.onlyWorker().stream())
                .filter(worker -> due(worker).isPresent())
                .filter(worker -> worker.ready() && !view.now().isBefore(mayStartAt(worker)))
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
        return policy.maxAge()
                .map(limit -> worker.createdAt().plusSeconds(OwnLimit.of(limit.toSeconds(), worker.uid())));
    }

    private Instant mayStartAt(Worker worker) {
        Instant served = worker.readySince().plus(policy.minAge());
        return waitsUntil(worker).map(then -> later(then, served)).orElse(served);
    }

    private static Optional<Instant> waitsUntil(Worker worker) {
        return worker.recycling().postponed().map(last -> last.at().plus(retryAfter(last)));
    }

    private static Duration retryAfter(Postponed last) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(last.failures() - 1, 20));
        return wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
