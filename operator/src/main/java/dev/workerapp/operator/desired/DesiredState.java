package dev.workerapp.operator.desired;

import dev.workerapp.crd.Recycle;
import dev.workerapp.crd.Reload;
import dev.workerapp.crd.Tokens;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.planner.CrashBackOff;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.OnStartTimeout;
import dev.workerapp.planner.ReadinessPolicy;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecyclePolicy;
import dev.workerapp.planner.ReloadPolicy;
import dev.workerapp.planner.RestartPolicy;
import dev.workerapp.planner.UndoRequest;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spec as the planner wants it: resolved, without percentages and API types. */
public final class DesiredState {

    private DesiredState() {}

    /**
     * What an app asks for.
     *
     * @param instances how many workers it wants
     * @param stops which of them it wants stopped
     * @param revision the name of the revision that its spec makes
     */
    public static Desired of(WorkerApp app, int instances, AskedStops stops, String revision) {
        WorkerAppSpec spec = app.getSpec();
        return new Desired(
                instances,
                spec.suspend(),
                revision,
                readiness(spec),
                reload(spec.reload(), stops.remaining(instances)),
                UndoRequest.NONE,
                restart(spec.restartPolicy()),
                Tokens.reset(app),
                recycle(spec.recycle()),
                stops.slots());
    }

    private static ReadinessPolicy readiness(WorkerAppSpec spec) {
        return new ReadinessPolicy(
                Duration.ofSeconds(spec.readiness().timeoutSeconds()),
                Duration.ofSeconds(spec.readiness().minReadySeconds()));
    }

    private static RestartPolicy restart(dev.workerapp.crd.RestartPolicy policy) {
        Integer most = policy.maxRestarts();
        return new RestartPolicy(
                most == null ? OptionalInt.empty() : OptionalInt.of(most),
                Duration.ofSeconds(policy.minUptimeSeconds()),
                Duration.ofSeconds(policy.retrySeconds()),
                policy.stopExitCodes() == null ? Set.of() : Set.copyOf(policy.stopExitCodes()),
                Optional.ofNullable(policy.backoff()).map(DesiredState::backOff));
    }

    private static CrashBackOff backOff(dev.workerapp.crd.CrashBackOff backOff) {
        return new CrashBackOff(
                Duration.ofSeconds(backOff.initialSeconds()),
                Duration.ofSeconds(backOff.maxSeconds()),
                backOff.factorPercent());
    }

    private static RecyclePolicy recycle(@Nullable Recycle recycle) {
        return recycle == null
                ? RecyclePolicy.NONE
                : new RecyclePolicy(
                        Duration.ofSeconds(recycle.minAgeSeconds()),
                        Optional.ofNullable(recycle.maxAgeSeconds()).map(Duration::ofSeconds),
                        AskedSchedule.of(recycle).schedule(),
                        limits(recycle));
    }

    private static Map<Reason, String> limits(Recycle recycle) {
        Map<Reason, String> limits = new EnumMap<>(Reason.class);
        Optional.ofNullable(recycle.maxRequests()).ifPresent(most -> limits.put(Reason.MAX_REQUESTS, most.toString()));
        Optional.ofNullable(recycle.maxHeapPercent()).ifPresent(most -> limits.put(Reason.MAX_HEAP, most + "%"));
        Optional.ofNullable(recycle.maxMemory()).ifPresent(most -> limits.put(Reason.MAX_MEMORY, most.toString()));
        return limits;
    }

    private static ReloadPolicy reload(Reload reload, int instances) {
        return new ReloadPolicy(
                parallel(reload.parallel(), instances),
                reload.overlap(),
                reload.paused(),
                reload.partition(),
                Duration.ofSeconds(reload.startTimeoutSeconds()),
                switch (reload.onStartTimeout()) {
                    case Wait -> OnStartTimeout.WAIT;
                    case Fail -> OnStartTimeout.FAIL;
                },
                Duration.ofSeconds(reload.probationSeconds()),
                switch (reload.onFailure()) {
                    case RollBack -> OnFailure.ROLL_BACK;
                    case Halt -> OnFailure.HALT;
                    case Proceed -> OnFailure.PROCEED;
                });
    }

    /** A percentage is rounded up, as a Deployment does with its surge: a reload must be able to move. */
    static int parallel(IntOrString value, int instances) {
        if (value.getStrVal() == null) {
            return Math.max(1, value.getIntVal());
        }
        int percent = Integer.parseInt(value.getStrVal().replace("%", ""));
        return Math.max(1, Math.ceilDiv(percent * instances, 100));
    }
}
