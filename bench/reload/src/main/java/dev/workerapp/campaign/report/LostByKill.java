package dev.workerapp.campaign.report;

import dev.workerapp.campaign.events.Mark;
import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.Flow;
import dev.workerapp.campaign.load.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the failed requests were where a worker was killed. */
final class LostByKill {

    /** Sent before the worker died, to that worker as far as the client knew one. */
    static final String IN_FLIGHT = "inFlight";
    /** Nobody listened: the dead worker was still in the Service. Nothing was sent, so anyone may try again. */
    static final String REFUSED = "refused";
    /** Neither. */
    static final String OTHER = "other";

    /** Between the moment that was noted and the one at which the process is gone, the worker may answer on. */
    private static final long DYING_MICROS = 1_000_000;

    private LostByKill() {}

    /** Counted by what they were; empty where no worker was killed. */
    static Map<String, Long> of(List<Exchange> exchanges, List<Mark> marks) {
        List<Mark> kills =
                marks.stream().filter(mark -> !mark.victim().isEmpty()).toList();
        Map<String, Long> lost = new TreeMap<>();
        if (!kills.isEmpty()) {
            List.of(IN_FLIGHT, REFUSED, OTHER).forEach(kind -> lost.put(kind, 0L));
            exchanges.stream()
                    .filter(exchange -> exchange.outcome().failed() && exchange.flow() != Flow.STREAM)
                    .forEach(exchange -> lost.merge(kind(exchange, kills), 1L, Long::sum));
        }
        return lost;
    }

    private static String kind(Exchange exchange, List<Mark> kills) {
        boolean reset = exchange.outcome() == Outcome.RESET_BEFORE_RESPONSE
                || exchange.outcome() == Outcome.RESET_WITHIN_RESPONSE;
        for (Mark kill : kills) {
            if (reset
                    && exchange.sent() <= kill.from() + DYING_MICROS
                    && exchange.ended() >= kill.from()
                    && (exchange.worker().equals("-") || exchange.worker().equals(kill.victim()))) {
                return IN_FLIGHT;
            }
            if (exchange.outcome() == Outcome.REFUSED
                    && exchange.sent() >= kill.from()
                    && exchange.sent() <= kill.done()) {
                return REFUSED;
            }
        }
        return OTHER;
    }
}
