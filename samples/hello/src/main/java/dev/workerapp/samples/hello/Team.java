package dev.workerapp.samples.hello;

import dev.workerapp.worker.Message;
import dev.workerapp.worker.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The workers as a team: that of slot 0 hands out a job each second, to one worker after the other, and logs what they send
 * back, as the primary of Node's cluster module does. That slot has two workers while it is reloaded, and none while it has
 * crashed: then jobs are handed out twice, or not at all. Safe for use by several threads.
 */
final class Team {
    private static final int PRIMARY = 0;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int size;
    private final Consumer<String> log;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * One of a team.
     *
     * @param size how many slots it has
     * @param log takes each line
     */
    Team(int size, Consumer<String> log) {
        this.size = size;
        this.log = log;
    }

    /** Begins to work, and in slot 0 to hand out work. */
    void start() {
        Worker.onMessage("job", job -> Worker.send(PRIMARY, "done", job.json()));
        if (Worker.slot() == PRIMARY) {
            Worker.onMessage("done", this::logDone);
            Worker.action("hand-out", "Hands out a job at once.", arguments -> Map.of("slot", handOut()));
            var primary = new Thread(this::handOutForEver, "primary");
            primary.setDaemon(true);
            primary.start();
        }
    }

    private void handOutForEver() {
        while (true) {
            LockSupport.parkNanos(PAUSE.toNanos());
            handOut();
        }
    }

    /** Gives the next job to the next worker that takes it; whose slot that is, −1 if none does. */
    int handOut() {
        int job = next.getAndIncrement();
        for (int tried = 0; tried < size; tried++) {
            int slot = (job + tried) % size;
            if (Worker.send(slot, "job", "{\"job\":" + job + "}").delivered() > 0) {
                return slot;
            }
        }
        log.accept("nobody takes job " + job);
        return -1;
    }

    private void logDone(Message done) {
        log.accept("slot " + done.from().orElseThrow() + " has done " + done.json());
    }
}
