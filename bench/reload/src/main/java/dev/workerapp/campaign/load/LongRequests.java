package dev.workerapp.campaign.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** So many long requests in flight all the time, each on a connection of its own: slow ones, and streams. */
final class LongRequests {

    /** The longest that the servers take: mostly the worker ends a stream before, or the load does. */
    private static final int STREAM_SECONDS = 600;
    /** After a failure or the end of a stream, so that a server is not asked all the time. */
    private static final long PAUSE_MILLIS = 200;

    private final LoadPlan plan;
    private final Consumer<Exchange> done;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> slow = new ArrayList<>();
    private final List<Thread> streams = new ArrayList<>();
    private final List<Client> streamClients = new ArrayList<>();

    LongRequests(LoadPlan plan, Consumer<Exchange> done) {
        this.plan = plan;
        this.done = done;
    }

    void start() {
        for (int i = 0; i < plan.slow(); i++) {
            long offset = (long) plan.slowMillis() * i / plan.slow();
            slow.add(Thread.ofPlatform().start(() -> slow(offset)));
        }
        for (int i = 0; i < plan.streams(); i++) {
            Client client = new Client(plan);
            streamClients.add(client);
            streams.add(Thread.ofPlatform().start(() -> stream(client)));
        }
    }

    /** Lets the slow ones finish, and ends the streams: those that are open then don't count. */
    void stop() {
        stopped.countDown();
        slow.forEach(Threads::join);
        for (int i = 0; i < streams.size(); i++) {
            end(streams.get(i), streamClients.get(i));
        }
    }

    /** Closes what is open now, and what may have been about to be opened. */
    private static void end(Thread stream, Client client) {
        do {
            client.close();
        } while (!Threads.joins(stream, PAUSE_MILLIS));
    }

    private void slow(long offset) {
        Request request = Request.get("/slow?millis=" + plan.slowMillis());
        Duration limit = plan.timeout().plusMillis(plan.slowMillis());
        try (Client client = new Client(plan)) {
            boolean over = stoppedWithin(offset);
            while (!over) {
                long due = Time.now();
                Deadline deadline = Deadline.at(due + limit.toNanos() / 1000);
                Exchange exchange = client.exchange(Flow.SLOW, request, due, deadline, _ -> true);
                done.accept(exchange);
                over = stoppedWithin(exchange.outcome().failed() ? PAUSE_MILLIS : 0);
            }
        }
    }

    /** A stream ends well when its answer is complete: the worker said good-bye, or had no more to say. */
    private void stream(Client client) {
        Request request = Request.get("/stream?seconds=" + STREAM_SECONDS);
        boolean over = false;
        while (!over) {
            Exchange exchange =
                    client.exchange(Flow.STREAM, request, Time.now(), Deadline.each(plan.timeout()), _ -> true);
            // A worker that drains ends one at once, also one that has just begun.
            over = stoppedWithin(PAUSE_MILLIS);
            if (!over) {
                done.accept(exchange);
            }
        }
    }

    private boolean stoppedWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
