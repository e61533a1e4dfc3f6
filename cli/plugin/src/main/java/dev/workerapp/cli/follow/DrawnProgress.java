package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Age;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Width;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A block of lines that is drawn over the one before. */
final class DrawnProgress implements Progress {

    private static final int BAR = 20;

    /** More would not fit on a small terminal; those that nothing happens in are left out first. */
    private static final int MOST_SLOTS = 12;

    /** Of a terminal that does not say how wide it is. */
    private static final int COLUMNS = 80;

    private final String name;
    private final Session session;
    private final Duration limit;
    private final Instant begin;
    private int drawn;

    DrawnProgress(String name, Session session, Duration limit) {
        this.name = name;
        this.session = session;
        this.limit = limit;
        this.begin = session.clock().instant();
    }

    @Override
    public void show(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        snapshot.app().ifPresent(app -> lines(app, snapshot.workers(), lines));
        StringBuilder block = new StringBuilder(erase());
        lines.forEach(line -> block.append(
                        Width.cut(Escapes.none(line), columns() - 1, console().unicode()))
                .append('\n'));
        console().out().flush();
        console().err().print(block);
        console().err().flush();
        drawn = lines.size();
    }

    @Override
    public void end() {
        console().err().print(erase());
        console().err().flush();
        drawn = 0;
    }

    /** Up to the first line of the block, and all from there on away (ECMA-48: CPL, ED). */
    private String erase() {
        return drawn == 0 ? "" : "\033[" + drawn + "F\033[J";
    }

    private Console console() {
        return session.console();
    }

    private int columns() {
        String columns = console().surroundings().variable("COLUMNS");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : COLUMNS;
    }

    private void lines(App app, List<Worker> workers, List<String> lines) {
        Json reload = Snapshot.reload(app);
        String revision = app.revision();
        String time = Age.of(Duration.between(begin, session.clock().instant()))
                + (limit.isZero() ? "" : " of " + Age.of(limit));
        lines.add(name + "  " + app.state() + "  " + Snapshot.title(app, revision) + " (" + app.image() + ")  " + time);
        long total = reload.at("total").integer(0);
        if (reload.at("revision").text().equals(revision) && total > 0) {
            long replaced = reload.at("replaced").integer(0);
            lines.add("  [" + bar(replaced, total) + "]  " + replaced + "/" + total + " " + Snapshot.done(reload)
                    + "   " + app.json().at("status", "available").text() + " available");
        }
        Map<Integer, List<Worker>> slots =
                workers.stream().collect(Collectors.groupingBy(Worker::slot, TreeMap::new, Collectors.toList()));
        slots.entrySet().stream()
                .sorted(Map.Entry.<Integer, List<Worker>>comparingByKey().reversed())
                .sorted(Comparator.comparing(slot -> slot.getValue().size() == 1))
                .limit(MOST_SLOTS)
                .forEach(slot -> lines.add("  slot " + slot.getKey() + "  " + words(slot.getValue(), app)));
        if (slots.size() > MOST_SLOTS) {
            lines.add("  and " + (slots.size() - MOST_SLOTS) + " more slots");
        }
    }

    private String bar(long replaced, long total) {
        int full = (int) (BAR * Math.min(replaced, total) / total);
        return console().unicode()
                ? "█".repeat(full) + "░".repeat(BAR - full)
                : "#".repeat(full) + ".".repeat(BAR - full);
    }

    /** The newest worker of a slot, and what becomes of the one before. */
    private String words(List<Worker> workers, App app) {
        List<Worker> newestFirst = workers.stream()
                .sorted(Comparator.comparing(Worker::created)
                        .thenComparing(Worker::name)
                        .reversed())
                .toList();
        Worker newest = newestFirst.getFirst();
        StringBuilder words = new StringBuilder(newest.name()).append("  ");
        if (newest.terminating()) {
            words.append("is being stopped");
        } else if (!newest.ready()) {
            words.append(newest.state()).append(", not ready yet, ").append(age(newest));
        } else {
            words.append("serves");
        }
        if (!newest.revision().equals(app.revision())) {
            words.append(", ").append(Snapshot.title(app, newest.revision()));
        }
        if (newestFirst.stream().skip(1).anyMatch(Worker::terminating)) {
            words.append("; the old one drains");
        }
        return words.toString();
    }

    private String age(Worker worker) {
        return Age.since(worker.created(), session.clock().instant());
    }
}
