package dev.workerapp.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two operators, each with clocks of its own, and one lease. */
class CandidateTest {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final Server server = new Server();
    private final TestClock ones = new TestClock();
    private final TestClock twos = new TestClock();
    private final Candidate one = candidate("one", ones);
    private final Candidate two = candidate("two", twos);

    private Candidate candidate(String identity, TestClock clock) {
        return new Candidate(server, "system", "operator", identity, LEASE, clock::nanoTime, clock);
    }

    @Test
    void the_first_one_has_it_and_renews_it() {
        assertThat(one.tryAcquireOrRenew()).isTrue();
        assertThat(two.tryAcquireOrRenew()).isFalse();
        assertThat(one.tryAcquireOrRenew()).isTrue();

        assertThat(server.spec().getHolderIdentity()).isEqualTo("one");
        assertThat(server.spec().getLeaseTransitions()).isZero();
    }

    @Test
    void a_candidate_whose_clock_is_an_hour_ahead_does_not_take_the_lease_from_a_live_leader() {
        twos.set(Duration.ofHours(1));
        one.tryAcquireOrRenew();

        for (int i = 0; i < 20; i++) {
            assertThat(two.tryAcquireOrRenew()).isFalse();
            pass(Duration.ofSeconds(2));
            one.tryAcquireOrRenew();
        }
    }

    @Test
    void a_leader_whose_clock_was_an_hour_ahead_is_followed_within_seconds() {
        ones.set(Duration.ofHours(1));
        one.tryAcquireOrRenew();

        assertThat(two.tryAcquireOrRenew()).isFalse();
        pass(LEASE.minusMillis(1));
        assertThat(two.tryAcquireOrRenew()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(two.tryAcquireOrRenew()).isTrue();

        assertThat(server.spec().getHolderIdentity()).isEqualTo("two");
        assertThat(server.spec().getLeaseTransitions()).isOne();
    }

    @Test
    void a_leader_that_was_outrun_knows_it_at_the_next_try() {
        one.tryAcquireOrRenew();
        two.tryAcquireOrRenew();
        pass(LEASE);
        two.tryAcquireOrRenew();

        assertThat(one.tryAcquireOrRenew()).isFalse();
    }

    @Test
    void of_two_that_try_at_once_one_is_refused() {
        one.tryAcquireOrRenew();
        two.tryAcquireOrRenew();
        pass(LEASE);
        server.beforeUpdate = one::tryAcquireOrRenew;

        assertThatThrownBy(two::tryAcquireOrRenew)
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(409));

        assertThat(server.spec().getHolderIdentity()).isEqualTo("one");
    }

    @Test
    void a_lease_that_is_given_back_is_free_at_once() {
        one.tryAcquireOrRenew();
        two.tryAcquireOrRenew();

        one.release();

        assertThat(two.tryAcquireOrRenew()).isTrue();
    }

    @Test
    void the_lease_of_another_is_not_given_back() {
        one.tryAcquireOrRenew();

        two.release();

        assertThat(server.spec().getHolderIdentity()).isEqualTo("one");
    }

    private void pass(Duration time) {
        ones.pass(time);
        twos.pass(time);
    }

    /** One lease, with optimistic locking. */
    private static final class Server implements LeaseStore {

        private @Nullable Lease stored;
        private @Nullable Runnable beforeUpdate;
        private int version;

        io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec spec() {
            return Optional.ofNullable(stored).orElseThrow().getSpec();
        }

        @Override
        public Optional<Lease> get() {
            return Optional.ofNullable(stored);
        }

        @Override
        public Lease create(Lease lease) {
            if (stored != null) {
                throw new KubernetesClientException("there is one", 409, null);
            }
            return store(lease);
        }

        @Override
        public Lease update(Lease lease) {
            Runnable before = beforeUpdate;
            beforeUpdate = null;
            if (before != null) {
                before.run();
            }
            if (!lease.getMetadata()
                    .getResourceVersion()
                    .equals(Optional.ofNullable(stored)
                            .orElseThrow()
                            .getMetadata()
                            .getResourceVersion())) {
                throw new KubernetesClientException("another version", 409, null);
            }
            return store(lease);
        }

        private Lease store(Lease lease) {
            stored = new LeaseBuilder(lease)
                    .editMetadata()
                    .withResourceVersion(Integer.toString(++version))
                    .endMetadata()
                    .build();
            return stored;
        }
    }
}
