package dev.workerapp.worker.message;

import dev.workerapp.worker.thread.Threads;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs work on the calling thread, and interrupts it if it takes too long. Safe for use by several threads. */
final class TimeLimit {
    private final Duration limit;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, work -> Threads.daemon("workerapp-messages-clock", work));

    TimeLimit(Duration limit) {
        this.limit = limit;
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Runs it; whether it ended without being interrupted by this. */
    boolean run(Runnable work) {
        var alarm = new Alarm(Thread.currentThread());
        var scheduled = clock.schedule(alarm, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            work.run();
        } finally {
            scheduled.cancel(false);
            alarm.end();
        }
        return !alarm.rang;
    }

    @Override
    public String toString() {
        return limit.toMillis() / 1e3 + " s";
    }

    /** Its methods exclude each other, so that the interrupt never meets what the thread does next. */
    private static final class Alarm implements Runnable {
        private final Thread thread;
        private boolean ended;
        private boolean rang;

        Alarm(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!ended) {
                rang = true;
                thread.interrupt();
            }
        }

        synchronized void end() {
            ended = true;
            var unused = Thread.interrupted();
        }
    }
}
