package dev.workerapp.cli.logs;

import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Prints what logs have so far, all of them merged by time. */
final class Stored {

    private record Next(Reading reading, Line line) {}

    private Stored() {}

    /**
     * Reads them.
     *
     * @param query where they begin, and whether it is the run before
     * @param printer prints the lines, and says which logs can't be read
     * @throws ApiFailure if the user may not read logs
     */
    static void read(Api api, List<Source> sources, String query, LogPrinter printer) {
        PriorityQueue<Next> heads = new PriorityQueue<>(
                Comparator.comparing((Next next) -> next.line().time()));
        List<Reading> open = new ArrayList<>();
        try {
            for (Source source : sources) {
                try {
                    Reading reading = Reading.open(api, source, new Position(), query, "");
                    open.add(reading);
                    reading.next().ifPresent(line -> heads.add(new Next(reading, line)));
                } catch (ApiFailure e) {
                    if (e.forbidden()) {
                        throw e;
                    }
                    printer.note(source.label() + ": " + e.message());
                }
            }
            for (Next next = heads.poll(); next != null; next = heads.poll()) {
                Reading reading = next.reading();
                printer.print(next.line());
                reading.next().ifPresent(line -> heads.add(new Next(reading, line)));
            }
        } finally {
            open.forEach(Reading::close);
        }
    }
}
