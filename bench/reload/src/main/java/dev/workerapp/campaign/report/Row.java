package dev.workerapp.campaign.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.workerapp.campaign.events.Mark;
import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.Flow;
import dev.workerapp.campaign.plan.Combination;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was seen of one combination.
 *
 * @param key its name
 * @param system what kept the workers
 * @param server what was in them
 * @param runtime how they had the worker runtime
 * @param client how the clients connected
 * @param event what happened
 * @param instances workers
 * @param times how often it happened
 * @param rate requests a second
 * @param promised whether WorkerApp says that this loses nothing
 * @param measuredAt date and time
 * @param sent requests of the open loop
 * @param failed of them, by kind
 * @param steady while nothing happened
 * @param during while something did, until the old workers were gone
 * @param slow requests of several seconds
 * @param streams answers without end: a failed one was cut, the others had a proper end
 * @param lostByKill where a worker was killed: what its failed requests were
 * @param seconds how long each event took, until every worker served again
 * @param limitSeconds how long each would take if every replacement started the moment the one before was ready; empty
 *     where that makes no sense
 * @param writes to the API by everybody while it happened; −1 where there is no API
 * @param spans when it happened
 * @param failures some of the failed requests, in words
 * @param trouble what did not go as it should, besides requests; empty mostly
 * @param series the open loop over time
 */
@JsonPropertyOrder({"key", "system", "server", "runtime", "client", "event"})
public record Row(
        String key,
        String system,
        String server,
        String runtime,
        String client,
        String event,
        int instances,
        int times,
        int rate,
        boolean promised,
        String measuredAt,
        long sent,
        Map<String, Long> failed,
        Figures steady,
        Figures during,
        Figures slow,
        Figures streams,
        Map<String, Long> lostByKill,
        List<Double> seconds,
        List<Double> limitSeconds,
        long writes,
        List<Span> spans,
        List<String> failures,
        String trouble,
        Series series) {

    private static final int SHOWN_FAILURES = 20;
    private static final long AFTERGLOW_MICROS = 1_000_000;

    /**
     * Something that happened; seconds from the first request.
     *
     * @param what in words
     * @param from when it began
     * @param done when every worker served again
     * @param quiet when the old workers were gone
     */
    public record Span(String what, double from, double done, double quiet) {}

    /**
     * Puts together what was seen.
     *
     * @param settled microseconds since 1970: what was due before is no steady state yet
     */
    public static Row of(
            Combination combination,
            String measuredAt,
            List<Exchange> exchanges,
            long settled,
            List<Mark> marks,
            List<Double> limitSeconds,
            long writes,
            String trouble) {
        List<Exchange> main = exchanges.stream()
                .filter(exchange -> exchange.flow() == Flow.MAIN)
                .toList();
        Figures all = Figures.of(main, _ -> true);
        long start = main.stream().mapToLong(Exchange::due).min().orElse(0);
        return new Row(
                combination.key(),
                combination.system().toString(),
                combination.server().toString(),
                combination.variant().toString(),
                combination.client(),
                combination.event().toString(),
                combination.instances(),
                combination.times(),
                combination.rate(),
                combination.promisesNoLoss(),
                measuredAt,
                all.sent(),
                all.failed(),
                Figures.of(main, exchange -> exchange.due() >= settled && !within(marks, exchange, AFTERGLOW_MICROS)),
                Figures.of(main, exchange -> within(marks, exchange, 0)),
                Figures.of(exchanges, exchange -> exchange.flow() == Flow.SLOW),
                Figures.of(exchanges, exchange -> exchange.flow() == Flow.STREAM),
                LostByKill.of(exchanges, marks),
                marks.stream().map(mark -> tenths(mark.seconds())).toList(),
                limitSeconds.stream().map(Row::tenths).toList(),
                writes,
                marks.stream().map(mark -> span(mark, start)).toList(),
                exchanges.stream()
                        .filter(exchange -> exchange.outcome().failed())
                        .limit(SHOWN_FAILURES)
                        .map(exchange -> words(exchange, start))
                        .toList(),
                trouble,
                Series.of(main));
    }

    private static boolean within(List<Mark> marks, Exchange exchange, long longer) {
        return marks.stream()
                .anyMatch(mark -> exchange.due() >= mark.from() && exchange.due() <= mark.quiet() + longer);
    }

    private static Span span(Mark mark, long start) {
        return new Span(mark.what(), since(mark.from(), start), since(mark.done(), start), since(mark.quiet(), start));
    }

    private static String words(Exchange exchange, long start) {
        return "%s %s at %.3f s, failed at %.3f s, worker %s, request %d of its connection: %s %s"
                .formatted(
                        exchange.flow().name().toLowerCase(Locale.ROOT),
                        exchange.method(),
                        since(exchange.sent(), start),
                        since(exchange.ended(), start),
                        exchange.worker(),
                        exchange.used() + 1,
                        exchange.outcome(),
                        exchange.detail());
    }

    private static double since(long micros, long start) {
        return Math.round((micros - start) / 1e3) / 1e3;
    }

    private static double tenths(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    /** Failed requests of the open loop and slow ones. Streams that were cut are counted apart. */
    public long lost() {
        return failed.values().stream().mapToLong(Long::longValue).sum() + slow.failedSum();
    }
}
