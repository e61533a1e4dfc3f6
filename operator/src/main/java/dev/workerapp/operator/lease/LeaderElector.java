package dev.workerapp.operator.lease;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries for the lease until it has it, and then renews it. The times are client-go's defaults. Tries run beside the thread
 * that watches over them, so that one that hangs does not keep a lost lease from being noticed. Thread-safe.
 */
public final class LeaderElector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElector.class);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    /** Candidates do not knock at the same time. */
    private static final double JITTER = 1.2;

    /** A try has two requests of at most 3 s each. */
    private static final Duration LONGEST_TRY = Duration.ofSeconds(7);

    private final Candidate candidate;
    private final WriteGate gate;
    private final Runnable leads;
    private final Runnable lost;
    private final ExecutorService tries = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("lease-try").factory());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean leading = new AtomicBoolean();
    private final Thread thread;

    private LeaderElector(Candidate candidate, WriteGate gate, Runnable leads, Runnable lost) {
        this.candidate = candidate;
        this.gate = gate;
        this.leads = leads;
        this.lost = lost;
        this.thread = Thread.ofPlatform().daemon().name("lease").unstarted(this::run);
    }

    /**
     * Starts to try for a lease.
     *
     * @param identity who this process is; unique among all that try for the lease
     * @param gate opened by each renewal
     * @param leads called once, when the lease is had
     * @param lost called once, when it was had and is lost; not after {@link #close}
     */
    public static LeaderElector start(
            KubernetesClient client,
            String namespace,
            String name,
            String identity,
            WriteGate gate,
            Runnable leads,
            Runnable lost) {
        LeaseStore store = new ApiLeaseStore(client, namespace, name);
        LeaderElector elector = new LeaderElector(
                new Candidate(store, namespace, name, identity, LEASE, System::nanoTime, InstantSource.system()),
                gate,
                leads,
                lost);
        elector.thread.start();
        return elector;
    }

    /** What came of a try. */
    private enum Result {
        HELD,
        HELD_BY_ANOTHER,
        UNKNOWN
    }

    private void run() {
        try {
            while (tryOnce() != Result.HELD) {
                long wait = (long) (RETRY_PERIOD.toMillis()
                        * (1 + ThreadLocalRandom.current().nextDouble() * JITTER));
                if (closing.await(wait, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            LOG.info("this operator leads");
            leading.set(true);
            leads.run();
            renew();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() throws InterruptedException {
        long renewedAt = System.nanoTime();
        while (!closing.await(RETRY_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
            long sent = System.nanoTime();
            Result result = tryOnce();
            if (result == Result.HELD) {
                renewedAt = sent;
            } else if (result == Result.HELD_BY_ANOTHER || System.nanoTime() - renewedAt > RENEW_DEADLINE.toNanos()) {
                leading.set(false);
                lost.run();
                return;
            }
        }
    }

    private Result tryOnce() throws InterruptedException {
        WriteGate.Moment sent = gate.now();
        Future<Boolean> attempt = tries.submit(candidate::tryAcquireOrRenew);
        try {
            if (!attempt.get(LONGEST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
                return Result.HELD_BY_ANOTHER;
            }
            gate.renewed(sent);
            return Result.HELD;
        } catch (TimeoutException e) {
            attempt.cancel(true);
            LOG.warn("the lease is neither taken nor renewed: no answer within {} s", LONGEST_TRY.toSeconds());
            return Result.UNKNOWN;
        } catch (ExecutionException e) {
            boolean another = e.getCause() instanceof KubernetesClientException failure && failure.getCode() == 409;
            if (!another) {
                LOG.warn("the lease is neither taken nor renewed: {}", String.valueOf(e.getCause()));
            }
            return Result.UNKNOWN;
        }
    }

    /** Whether the lease is held, as far as this process knows. */
    public boolean isLeading() {
        return leading.get();
    }

    /** Stops; gives the lease back if it is held. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
            if (leading.getAndSet(false)) {
                tries.submit(candidate::release).get(LONGEST_TRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the lease is not given back, it runs out by itself: {}", String.valueOf(e.getCause()));
        } finally {
            tries.shutdownNow();
        }
    }
}
