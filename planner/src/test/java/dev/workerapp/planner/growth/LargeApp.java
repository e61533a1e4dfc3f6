package dev.workerapp.planner.growth;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.ReadinessPolicy;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Runs;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An app of any size that stands in one of several ways; what is made for a size plans for it once. */
public enum LargeApp implements IntFunction<Runnable> {
    /** All serve what is asked for. */
    AT_REST {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of(available(slot, 1, STABLE));
        }
    },
    /** Half are replaced, a quarter have their replacement beside them. */
    IN_A_RELOAD {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return switch (slot * 4 / size) {
                case 0 -> Stream.of(available(slot, 1, STABLE));
                case 1 -> Stream.of(available(slot, 1, STABLE), starting(slot, 2));
                default -> Stream.of(available(slot, 2, ASKED));
            };
        }
    },
    /** Nothing is there yet. */
    INSTALLED {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of();
        }
    },
    /** The reload has just begun, and every other slot is empty. */
    HALF_EMPTY {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return slot % 2 == 0 ? Stream.of(available(slot, 1, STABLE)) : Stream.of();
        }
    },
    /** All slots are empty and were refused. */
    REFUSED {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of();
        }

        @Override
        Stream<Refusal> refusals(int slot) {
            return Stream.of(new Refusal(
                    slot, ASKED, ago(500), 3, ago(1), new Problem(Reason.QUOTA_EXCEEDED, "exceeded quota")));
        }
    },
    /** All started together and are late, and nothing of the stable revision is left. */
    ALL_LATE {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of(worker(slot, 1, ASKED, false, 1000, CrashHistory.NONE, Optional.empty()));
        }
    },
    /** All crash again and again. */
    ALL_CRASHING {
        @Override
        Stream<Worker> workers(int slot, int size) {
            CrashHistory history = new CrashHistory(0, 5, OptionalInt.of(0), true, Runs.NONE);
            return Stream.of(available(slot, 1, STABLE), worker(slot, 2, ASKED, false, 1, history, Optional.empty()));
        }
    },
    /** All pods were evicted, and wait for their back-off. */
    EVICTED {
        @Override
        Stream<Worker> workers(int slot, int size) {
            CrashHistory history = new CrashHistory(9, 0, OptionalInt.empty(), false, Runs.NONE);
            Problem evicted = new Problem(Reason.EVICTED, "the node was low on memory");
            return Stream.of(worker(slot, 1, STABLE, false, 1, history, Optional.of(evicted)));
        }
    },
    /** All are to leave their nodes. */
    DRAINED {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of(available(slot, 1, STABLE));
        }
    },
    /** Each slot has another one that nobody controls. */
    ORPHANED {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of(available(slot, 2, STABLE));
        }

        @Override
        Stream<Worker> orphans(int slot) {
            return Stream.of(available(slot, 1, STABLE));
        }
    },
    /** None is wanted. */
    SURPLUS {
        @Override
        Stream<Worker> workers(int slot, int size) {
            return Stream.of(available(slot + size, 1, STABLE));
        }
    };

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String STABLE = "shop-a";
    private static final String ASKED = "shop-b";

    abstract Stream<Worker> workers(int slot, int size);

    Stream<Worker> orphans(int slot) {
        return Stream.of();
    }

    Stream<Refusal> refusals(int slot) {
        return Stream.of();
    }

    /** Twice: with overlap, and without. */
    @Override
    public Runnable apply(int size) {
        List<Revision> revisions = List.of(
                new Revision(STABLE, 1, STABLE, 1, Optional.of(ago(9000)), false, "", "", ""),
                new Revision(ASKED, 2, ASKED, 0, Optional.empty(), false, "", "", ""));
        Observed observed = new Observed(
                IntStream.range(0, size)
                        .boxed()
                        .flatMap(slot -> workers(slot, size))
                        .toList(),
                IntStream.range(0, size).boxed().flatMap(this::orphans).toList(),
                revisions,
                IntStream.range(0, size).boxed().flatMap(this::refusals).toList(),
                Optional.empty(),
                Optional.empty());
        return () -> {
            plan(size, true, observed);
            plan(size, false, observed);
        };
    }

    private Plan plan(int size, boolean overlap, Observed observed) {
        ReadinessPolicy readiness = new ReadinessPolicy(Duration.ofSeconds(60), Duration.ZERO);
        ReloadPolicy reload = new ReloadPolicy(
                Math.max(1, size / 4),
                overlap,
                false,
                0,
                Duration.ofSeconds(300),
                OnStartTimeout.WAIT,
                Duration.ofSeconds(10),
                OnFailure.ROLL_BACK);
        String asked = this == AT_REST || this == EVICTED || this == DRAINED ? STABLE : ASKED;
        return Planner.plan(new Desired(size, false, asked, readiness, reload), observed, NOW);
    }

    Worker available(int slot, int incarnation, String revision) {
        return worker(slot, incarnation, revision, true, 1000, CrashHistory.NONE, Optional.empty());
    }

    Worker starting(int slot, int incarnation) {
        return worker(slot, incarnation, ASKED, false, 5, CrashHistory.NONE, Optional.empty());
    }

    Worker worker(
            int slot,
            int incarnation,
            String revision,
            boolean ready,
            long since,
            CrashHistory history,
            Optional<Problem> problem) {
        return new Worker(
                "shop-" + slot + "-" + incarnation,
                "uid-" + slot + "-" + incarnation,
                slot,
                revision,
                incarnation,
                ago(since),
                Optional.of(ago(since)),
                ready,
                ago(since),
                false,
                this == EVICTED,
                false,
                false,
                this == DRAINED ? Set.of(Reason.NODE_DRAINED) : Set.of(),
                false,
                0,
                history,
                RecycleHistory.NONE,
                problem);
    }

    static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }
}
