package dev.workerapp.planner.search;

import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Runs;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a pod remembers of failures, its own and those of the pods before it in its slot, in the smallest numbers that
 * lead to every decision that larger ones lead to.
 *
 * @param attempt how many pods in a row have failed before it; three stands for many
 * @param ends how often its containers have ended by themselves: since it was first available where that is recorded, in
 *     all where it is not; three stands for more
 * @param recorded what is recorded of the time when it was first available
 * @param wasReady whether it has been ready at some time
 * @param crashes how many crashes in a row there were; only where they are counted, and two stands for more
 */
record History(int attempt, int ends, Recorded recorded, boolean wasReady, int crashes) {
    private static final int MANY = 3;
    private static final int MOST_CRASHES = 2;
    /** How many codes there are. */
    static final int CODES = 4 * 4 * 3 * 2 * 3;
    /** So many that their back-offs together last longer than a start may take. */
    private static final int MANY_ATTEMPTS = 20;

    static final History NONE = new History(0, 0, Recorded.NOTHING, false, 0);

    /** Of a worker that was available, and has crashed often since. */
    static final History SCARRED = new History(0, MANY, Recorded.NEVER, true, 0);

    private static final Runs.End SHORT_RUN =
            new Runs.End(1, false, Duration.ofSeconds(1), "", Optional.of(SeenPod.NOW.minusSeconds(1)));

    private static final Optional<Duration> KUBELETS_WAIT = Optional.of(Duration.ofMinutes(5));

    /** How often containers had ended when a worker was first available. */
    enum Recorded {
        NOTHING,
        NEVER,
        ONCE
    }

    /** What a planner says of a new pod, in small numbers. */
    static History of(CrashHistory said) {
        Recorded recorded = said.exitsWhenAvailable().isEmpty() ? Recorded.NOTHING : after(said.exitsWhenAvailable());
        int ends = said.exits() - said.exitsWhenAvailable().orElse(0);
        return new History(
                Math.min(said.attempt(), MANY),
                Math.min(ends, MANY),
                recorded,
                said.wasReady(),
                Math.min(said.runs().all(), MOST_CRASHES));
    }

    private static Recorded after(OptionalInt exits) {
        return exits.orElseThrow() == 0 ? Recorded.NEVER : Recorded.ONCE;
    }

    /** What a planner sees of a pod whose container is down or not. */
    CrashHistory seen(boolean isDown) {
        int before = recorded == Recorded.ONCE ? 1 : 0;
        return new CrashHistory(
                attempt == MANY ? MANY_ATTEMPTS : attempt,
                ends + before,
                recorded == Recorded.NOTHING ? OptionalInt.empty() : OptionalInt.of(before),
                wasReady,
                new Runs(0, 0, crashes, Optional.of(SHORT_RUN), isDown, isDown, KUBELETS_WAIT));
    }

    History ended() {
        return new History(attempt, Math.min(ends + 1, MANY), recorded, wasReady, crashes);
    }

    History endedOften() {
        return new History(attempt, MANY, recorded, wasReady, crashes);
    }

    /** Where crashes are counted: of so many runs, the last of which was stable or not. */
    History crashed(int runs, boolean wasStable) {
        return new History(attempt, ends, recorded, wasReady, wasStable ? 0 : Math.min(crashes + runs, MOST_CRASHES));
    }

    /** The crashes are forgotten. */
    History forgiven() {
        return new History(attempt, ends, recorded, wasReady, 0);
    }

    /** The crashes alone. */
    History ofCrashes() {
        return new History(0, 0, Recorded.NOTHING, false, crashes);
    }

    History ready() {
        return wasReady ? this : new History(attempt, ends, recorded, true, crashes);
    }

    /** A worker was available after so many ends; with that the failures before it are over. */
    History available(int exits) {
        return recorded == Recorded.NOTHING
                ? new History(
                        0, Math.max(0, ends - exits), exits == 0 ? Recorded.NEVER : Recorded.ONCE, wasReady, crashes)
                : new History(0, ends, recorded, wasReady, crashes);
    }

    /** Whether something has failed, so that a worker is trusted only after its time of trial. */
    boolean hasFailedBefore() {
        return attempt > 0 || ends > 0 || recorded == Recorded.ONCE;
    }

    /** Whether there were so many attempts that they last longer than a start may take. */
    boolean isOfMany() {
        return attempt == MANY;
    }

    /** As a number below {@link #CODES}; no two share it. */
    @SuppressWarnings("EnumOrdinal") // Never kept longer than the search.
    int code() {
        return (((attempt * 4 + ends) * 3 + recorded.ordinal()) * 2 + (wasReady ? 1 : 0)) * 3 + crashes;
    }

    static History of(int code) {
        return new History(code / 72, code / 18 % 4, Recorded.values()[code / 6 % 3], code / 3 % 2 == 1, code % 3);
    }

    @Override
    public String toString() {
        return (attempt == 0 ? "" : " attempt " + attempt)
                + (ends == 0 ? "" : " ended " + ends + "x")
                + (crashes == 0 ? "" : " crashed " + crashes + "x")
                + switch (recorded) {
                    case NOTHING -> "";
                    case NEVER -> " since available";
                    case ONCE -> " since available again";
                };
    }
}
