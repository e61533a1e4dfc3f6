package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.metrics.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is shown, and what the user has chosen. One thread uses it. */
final class Model {

    /** What keys are for. */
    enum Mode {
        /** The table. */
        TABLE,
        /** A filter is typed. */
        FILTER,
        /** It was asked whether to reload. */
        CONFIRM
    }

    /**
     * A text in the place of the log.
     *
     * @param title its heading
     * @param lines the text
     */
    record Pane(String title, List<String> lines) {
        Pane {
            lines = List.copyOf(lines);
        }
    }

    private Looker.Seen seen;
    private Mode mode = Mode.TABLE;
    private Column order = Column.ALL.getFirst();
    private String filter = "";
    private String selected = "";
    private boolean frozen;
    private boolean logs = true;
    private Optional<Pane> pane = Optional.empty();
    private int scrolled;

    Model(Looker.Seen seen) {
        this.seen = seen;
    }

    Sample sample() {
        return seen.sample();
    }

    /** Why the sample is old; empty if it is not. */
    String failure() {
        return seen.failure();
    }

    /** Takes what was seen, unless it is frozen. */
    void see(Looker.Seen now) {
        if (!frozen) {
            seen = now;
        }
    }

    /** The rows that the filter leaves, in the order that was chosen. */
    List<Row> rows() {
        String part = filter.toLowerCase(Locale.ROOT);
        return sample().rows().stream()
                .filter(row -> part.isEmpty()
                        || (row.worker().name() + " " + row.status() + " " + row.revision())
                                .toLowerCase(Locale.ROOT)
                                .contains(part))
                .sorted(order.order())
                .toList();
    }

    /** The index of the row that is chosen; the first if that worker is gone; -1 if there is no row. */
    int selectedIndex() {
        List<Row> rows = rows();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).worker().name().equals(selected)) {
                return i;
            }
        }
        return rows.isEmpty() ? -1 : 0;
    }

    /** The worker that is chosen. */
    Optional<Worker> selected() {
        int index = selectedIndex();
        return index < 0 ? Optional.empty() : Optional.of(rows().get(index).worker());
    }

    /** Chooses the worker so many rows further on, or scrolls the text that is shown. */
    void move(int rows) {
        if (pane.isPresent()) {
            scrolled = Math.clamp(
                    scrolled + (long) rows, 0, Math.max(pane.get().lines().size() - 1, 0));
            return;
        }
        List<Row> all = rows();
        if (!all.isEmpty()) {
            selected = all.get(Math.clamp(selectedIndex() + (long) rows, 0, all.size() - 1))
                    .worker()
                    .name();
        }
    }

    void sortByNext() {
        List<Column> orders = Column.orders();
        order = orders.get((orders.indexOf(order) + 1) % orders.size());
    }

    Column order() {
        return order;
    }

    String filter() {
        return filter;
    }

    void filter(String text) {
        filter = text;
    }

    Mode mode() {
        return mode;
    }

    void mode(Mode now) {
        mode = now;
    }

    boolean isFrozen() {
        return frozen;
    }

    void freeze() {
        frozen = !frozen;
    }

    /** Whether logs are shown, unless another text is. */
    boolean showsLogs() {
        return logs;
    }

    /** Shows the log, or no longer; a text that is shown in its place goes. */
    void toggleLogs() {
        logs = pane.isPresent() || !logs;
        pane = Optional.empty();
    }

    Optional<Pane> pane() {
        return pane;
    }

    void show(Pane text) {
        pane = Optional.of(text);
        scrolled = 0;
    }

    void closePane() {
        pane = Optional.empty();
    }

    /** How many lines of the text are above what is shown. */
    int scrolled() {
        return scrolled;
    }
}
