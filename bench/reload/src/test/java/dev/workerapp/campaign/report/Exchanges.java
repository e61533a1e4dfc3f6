package dev.workerapp.campaign.report;

import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.Flow;
import dev.workerapp.campaign.load.Outcome;

/** Requests as tests need them. */
final class Exchanges {

    private Exchanges() {}

    /** Sent when it was due; both times in seconds. */
    static Exchange exchange(double due, double ended, Outcome outcome) {
        return exchange(Flow.MAIN, due, ended, outcome, "shop-0");
    }

    static Exchange exchange(Flow flow, double due, double ended, Outcome outcome, String worker) {
        long from = (long) (due * 1e6);
        return new Exchange(flow, "GET", from, from, (long) (ended * 1e6), outcome, 0, worker, 0, "");
    }
}
