package dev.workerapp.operator.status;

import dev.workerapp.crd.HistoryEntry;
import dev.workerapp.operator.desired.HistoryMarks;
import dev.workerapp.operator.desired.StoredRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history of an app's status, read off its revisions. Pure. */
public final class HistoryWriter {

    /** How many revisions a status names at most. */
    static final int MOST = 10;

    private static final String SUPERSEDED = "Superseded";

    private HistoryWriter() {}

    /**
     * The history; null if there is none, as in the status.
     *
     * @param revisions the revisions that are kept
     * @param asked the name of the one that the app asks for
     */
    public static @Nullable List<HistoryEntry> of(List<StoredRevision> revisions, String asked) {
        List<HistoryEntry> history = revisions.stream()
                // One that the API server has not stored has no history.
                .filter(revision -> revision.object().getMetadata().getCreationTimestamp() != null)
                .sorted(Comparator.comparing(HistoryWriter::startedAt)
                        .thenComparingLong(StoredRevision::number)
                        .reversed())
                .limit(MOST)
                .map(revision -> entry(revision, revision.name().equals(asked)))
                .toList();
        return history.isEmpty() ? null : history;
    }

    private static HistoryEntry entry(StoredRevision revision, boolean isAsked) {
        HistoryMarks marks = revision.history();
        return new HistoryEntry(
                revision.number(),
                revision.name(),
                revision.image().orElse(null),
                marks.trigger().orElse(null),
                marks.cause().orElse(null),
                marks.requestedBy().orElse(null),
                startedAt(revision),
                marks.endedAt().orElse(null),
                marks.result()
                        .or(() -> Optional.of(SUPERSEDED).filter(_ -> !isAsked))
                        .orElse(null));
    }

    private static String startedAt(StoredRevision revision) {
        return revision.history()
                .startedAt()
                .orElseGet(() -> revision.object().getMetadata().getCreationTimestamp());
    }
}
