package dev.workerapp.operator.lease;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An operator that wants the lease, or has it. The algorithm is client-go's (k8s.io/client-go/tools/leaderelection): the
 * lease of somebody else is valid until it has not <em>changed</em> for its duration, by this machine's monotonic clock.
 * The times in a lease are for people; they are never compared with a clock, since another machine has written them.
 * Thread-safe: one try at a time.
 */
final class Candidate {

    private final LeaseStore store;
    private final ObjectMeta metadata;
    private final String identity;
    private final Duration duration;
    private final LongSupplier nanoTime;
    private final InstantSource clock;

    private @Nullable LeaseSpec observed;
    private long observedAt;

    /**
     * A candidate that has not looked yet.
     *
     * @param identity who it is; no other process may have the same one, a successor in the same pod included
     * @param duration for how long others wait when it is gone; whole seconds
     */
    Candidate(
            LeaseStore store,
            String namespace,
            String name,
            String identity,
            Duration duration,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.store = store;
        this.metadata =
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
        this.identity = identity;
        this.duration = duration;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /**
     * Takes or renews the lease, if it is its own, free or not valid any more.
     *
     * @return whether it has the lease now
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the server refuses, or does not answer; 409 if
     *     somebody else was faster
     */
    synchronized boolean tryAcquireOrRenew() {
        Optional<Lease> stored = store.get();
        if (stored.isEmpty()) {
            observe(store.create(lease(metadata, spec(now(), 0))));
            return true;
        }
        Lease lease = stored.get();
        LeaseSpec spec = Objects.requireNonNullElseGet(lease.getSpec(), LeaseSpec::new);
        observe(lease);
        if (!isMine(spec) && isValid(spec)) {
            return false;
        }
        int transitions = Objects.requireNonNullElse(spec.getLeaseTransitions(), 0);
        ZonedDateTime acquired = isMine(spec) && spec.getAcquireTime() != null ? spec.getAcquireTime() : now();
        observe(store.update(lease(lease.getMetadata(), spec(acquired, isMine(spec) ? transitions : transitions + 1))));
        return true;
    }

    /** Gives the lease back, if it has it, so that others need not wait. */
    synchronized void release() {
        store.get()
                .filter(lease -> lease.getSpec() != null && isMine(lease.getSpec()))
                .ifPresent(lease -> store.update(new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("")
                        .withLeaseDurationSeconds(1)
                        .withRenewTime(now())
                        .endSpec()
                        .build()));
    }

    private void observe(Lease lease) {
        if (!Objects.equals(observed, lease.getSpec())) {
            observed = lease.getSpec();
            observedAt = nanoTime.getAsLong();
        }
    }

    private boolean isMine(LeaseSpec spec) {
        return identity.equals(spec.getHolderIdentity());
    }

    private boolean isValid(LeaseSpec spec) {
        return spec.getHolderIdentity() != null
                && !spec.getHolderIdentity().isEmpty()
                && nanoTime.getAsLong() - observedAt
                        < Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0))
                                .toNanos();
    }

    private LeaseSpec spec(ZonedDateTime acquired, int transitions) {
        return new LeaseBuilder()
                .withNewSpec()
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds(Math.toIntExact(duration.toSeconds()))
                .withAcquireTime(acquired)
                .withRenewTime(now())
                .withLeaseTransitions(transitions)
                .endSpec()
                .build()
                .getSpec();
    }

    private static Lease lease(ObjectMeta metadata, LeaseSpec spec) {
        return new LeaseBuilder().withMetadata(metadata).withSpec(spec).build();
    }

    private ZonedDateTime now() {
        Instant now = clock.instant();
        return now.atZone(ZoneOffset.UTC);
    }
}
