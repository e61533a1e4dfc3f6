package dev.workerapp.operator.signal;

import dev.workerapp.crd.SignalStatus;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.operator.api.Sentences;
import dev.workerapp.operator.runtime.FanOut;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals that apps ask for. A request is taken up into the status first, and sent when it is there: so another operator
 * goes on with it, and none takes it up again. One is sent at a time for each app, beside the passes; its end asks for a pass,
 * which reports it. Thread-safe.
 */
public final class Signals extends AbstractEventSource<SignalStatus, WorkerApp>
        implements ResourceEventAware<WorkerApp> {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private static final Delivery.Pace PACE = new Delivery.Pace(Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** Of all apps: a thousand workers that do not answer take 32 s so. */
    private static final int MOST_AT_ONCE = 64;

    /** In bytes, as of all messages in a status. */
    private static final int LONGEST_MESSAGE = 1024;

    private final SignalSender sender;
    private final Delivery.Pace pace;
    private final Function<WorkerApp, Collection<Pod>> pods;
    private final FanOut fanOut = new FanOut(MOST_AT_ONCE);
    /** By the app's UID; kept until the end is in the status. */
    private final Map<String, Sending> sendings = new HashMap<>();

    /** The delivery of a request, which asks for a pass of the app when it ends. */
    private final class Sending extends FutureTask<Outcome> {

        private final ResourceID app;
        private final SignalStatus request;

        Sending(WorkerApp app, SignalStatus request, Delivery delivery) {
            super(delivery::run);
            this.app = ResourceID.fromResource(app);
            this.request = request;
        }

        @Override
        protected void done() {
            if (!isCancelled()) {
                getEventHandler().handleEvent(new Event(app));
            }
        }
    }

    Signals(SignalSender sender, Delivery.Pace pace, Function<WorkerApp, Collection<Pod>> pods) {
        super(SignalStatus.class);
        this.sender = sender;
        this.pace = pace;
        this.pods = pods;
    }

    /**
     * A source that sends signals through the worker runtimes.
     *
     * @param pods the pods with an app's label
     */
    public static Signals through(ControlTokens tokens, Function<WorkerApp, Collection<Pod>> pods) {
        return new Signals(new HttpSignalSender(tokens), PACE, pods);
    }

    /**
     * How the app's request stands. Takes a new one up, or sees to it that the one in the status is sent.
     *
     * @param before what was last reported
     */
    public synchronized SignalProgress of(WorkerApp app, Optional<WorkerAppStatus> before, Instant now) {
        Optional<SignalStatus> last = before.map(WorkerAppStatus::signal);
        if (last.filter(request -> request.finishedAt() == null).isPresent()) {
            return goOn(app, last.get(), now);
        }
        sendings.remove(app.getMetadata().getUid());
        return AskedSignal.by(app)
                .filter(asked -> last.filter(asked::is).isEmpty())
                .map(asked -> takeUp(asked, now))
                .orElseGet(() -> SignalProgress.unchanged(last));
    }

    private static SignalProgress takeUp(AskedSignal asked, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        if (asked.problem().isPresent()) {
            String why = asked.problem().get();
            return SignalProgress.ended(
                    new SignalStatus(asked.name(), asked.token(), time, time, 0, why),
                    new Problem(Reason.SIGNAL_REFUSED, why));
        }
        SignalStatus request = new SignalStatus(asked.name(), asked.token(), time, null, null, null);
        return new SignalProgress(Optional.of(request), Optional.empty(), Optional.of(now));
    }

    private SignalProgress goOn(WorkerApp app, SignalStatus request, Instant now) {
        String uid = app.getMetadata().getUid();
        Sending sending = sendings.get(uid);
        if (sending == null || !sending.request.equals(request)) {
            if (isRunning()) {
                sendings.put(uid, begin(app, request));
            }
            return SignalProgress.unchanged(Optional.of(request));
        }
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return switch (sending.state()) {
            case RUNNING, CANCELLED -> SignalProgress.unchanged(Optional.of(request));
            case SUCCESS -> end(request, sending.resultNow(), time);
            case FAILED -> failed(request, sending.exceptionNow(), time);
        };
    }

    private static SignalProgress end(SignalStatus request, Outcome outcome, String time) {
        String words = outcome.words(String.valueOf(request.signal()), String.valueOf(request.token()));
        boolean isDelivered = outcome.missed().isEmpty();
        return SignalProgress.ended(
                new SignalStatus(
                        request.signal(),
                        request.token(),
                        request.requestedAt(),
                        time,
                        outcome.raised(),
                        isDelivered ? null : Sentences.clip(words, LONGEST_MESSAGE)),
                new Problem(isDelivered ? Reason.SIGNALLED : Reason.SIGNAL_NOT_DELIVERED, words));
    }

    private static SignalProgress failed(SignalStatus request, Throwable failure, String time) {
        LOG.warn("a signal may not have been raised in all workers", failure);
        String words = "Signal " + request.signal() + " (" + request.token()
                + ") may not have been raised in all workers, since the operator has failed: " + failure;
        return SignalProgress.ended(
                new SignalStatus(
                        request.signal(),
                        request.token(),
                        request.requestedAt(),
                        time,
                        null,
                        Sentences.clip(words, LONGEST_MESSAGE)),
                new Problem(Reason.SIGNAL_NOT_DELIVERED, words));
    }

    private Sending begin(WorkerApp app, SignalStatus request) {
        Delivery delivery = new Delivery(
                String.valueOf(request.signal()),
                String.valueOf(request.token()),
                ApiTimes.parse(request.requestedAt()).orElse(Instant.MAX),
                () -> workers(app),
                sender,
                fanOut,
                pace);
        Sending sending = new Sending(app, request, delivery);
        Thread.ofVirtual().name("signal").start(sending);
        return sending;
    }

    private List<Pod> workers(WorkerApp app) {
        return pods.apply(app).stream()
                .filter(pod -> Ownership.controls(app, pod))
                .toList();
    }

    @Override
    public synchronized void onResourceDeleted(WorkerApp app) {
        Optional.ofNullable(sendings.remove(app.getMetadata().getUid())).ifPresent(sending -> sending.cancel(true));
    }

    /** Another operator goes on. */
    @Override
    public synchronized void stop() {
        super.stop();
        sendings.values().forEach(sending -> sending.cancel(true));
        sendings.clear();
        sender.close();
    }

    @Override
    public Set<SignalStatus> getSecondaryResources(WorkerApp app) {
        return Set.of();
    }
}
