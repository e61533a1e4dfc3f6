package dev.workerapp.campaign.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends requests at their times, whether or not earlier ones were answered. One that finds no free connection waits, and its
 * time goes on; so a server that stalls shows in all the requests that were due meanwhile.
 */
final class OpenLoop implements Runnable {

    private static final long MICROS = 1_000_000;

    private final LoadPlan plan;
    private final Consumer<Exchange> done;
    private final TransferQueue<Due> queue = new LinkedTransferQueue<>();
    private volatile boolean stopped;

    OpenLoop(LoadPlan plan, Consumer<Exchange> done) {
        this.plan = plan;
        this.done = done;
    }

    /**
     * A request in the queue.
     *
     * @param number from 0; −1 is the sign to end
     * @param at microseconds since 1970
     */
    private record Due(long number, long at) {}

    /** Sends until it is stopped or all are sent; returns when each has an answer or has failed. */
    @Override
    public void run() {
        List<Thread> clients = new ArrayList<>();
        // Platform threads: each waits for its socket by itself. With virtual ones all wait by way of a few poller
        // threads,
        // and what keeps those from running on a busy machine would look like a server that stalls.
        for (int i = 0; i < plan.connections(); i++) {
            clients.add(Thread.ofPlatform().start(this::serve));
        }
        long start = Time.now();
        for (long number = 0; number < plan.requests() && !stopped; number++) {
            long at = start + number * MICROS / plan.rate();
            for (long wait = at - Time.now(); wait > 0 && !stopped; wait = at - Time.now()) {
                LockSupport.parkNanos(this, wait * 1000);
            }
            queue.add(new Due(number, at));
        }
        clients.forEach(client -> queue.add(new Due(-1, 0)));
        clients.forEach(Threads::join);
    }

    /** No further requests. */
    void stop() {
        stopped = true;
    }

    private void serve() {
        try (Client client = new Client(plan)) {
            for (Due due = queue.take(); due.number() >= 0; due = queue.take()) {
                done.accept(send(client, due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Exchange send(Client client, Due due) {
        Deadline deadline = Deadline.at(due.at() + plan.timeout().toNanos() / 1000);
        boolean post = plan.post() > 0 && due.number() % plan.post() == plan.post() - 1;
        if (deadline.remaining() <= 0) {
            long now = Time.now();
            String detail = "no connection was free in time";
            return new Exchange(
                    Flow.MAIN, post ? "POST" : "GET", due.at(), now, now, Outcome.TIMEOUT, 0, "-", -1, detail);
        }
        if (post) {
            String text = "request " + due.number() + " of many, to be sent back as it is\n";
            return client.exchange(Flow.MAIN, new Request("POST", "/echo", text), due.at(), deadline, text::equals);
        }
        return client.exchange(Flow.MAIN, Request.get("/"), due.at(), deadline, body -> body.contains(" slot "));
    }
}
