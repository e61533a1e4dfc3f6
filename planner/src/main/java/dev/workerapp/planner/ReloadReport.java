package dev.workerapp.planner;

import java.time.Instant;
import java.util.Optional;

/**
 * How the present or last reload stands.
 *
 * @param trigger why it began
 * @param revision the revision that it goes to
 * @param phase how far it is
 * @param startedAt when it began
 * @param finishedAt when it ended; empty while it goes on
 * @param replaced how many slots have an available worker of {@code revision}
 * @param total how many slots are to have one
 * @param reason why it is in this phase
 */
public record ReloadReport(
        Trigger trigger,
        String revision,
        Phase phase,
        Instant startedAt,
        Optional<Instant> finishedAt,
        int replaced,
        int total,
        Reason reason) {

    /** Why a reload began. */
    public enum Trigger {
        /** The first start of the app. */
        INSTALL,
        /** The spec or a token asks for another revision. */
        CHANGE,
        /** The restart token changed: stop all, then start. */
        RESTART,
        /** The revision that the app asks for was given up. */
        ROLLBACK,
        /** A person asked to go back to another revision. */
        UNDO
    }

    /** How far a reload is. */
    public enum Phase {
        /** Workers are being replaced. */
        RUNNING,
        /** Paused, or held below the partition; nothing is under way. */
        PAUSED,
        /** A replacement is past its deadline and no further one starts. */
        HALTED,
        /** Every slot has an available worker of the revision. */
        COMPLETE,
        /** The slots are back at the stable revision. */
        ROLLED_BACK
    }
}
