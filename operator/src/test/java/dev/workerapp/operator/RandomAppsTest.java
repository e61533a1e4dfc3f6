package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.CanonicalSpec;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.AskedRevision;
import dev.workerapp.operator.desired.AskedStops;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.Dependents;
import dev.workerapp.operator.desired.DesiredState;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.operator.desired.WorkerPod;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.observe.NodeState;
import dev.workerapp.operator.observe.Observer;
import dev.workerapp.operator.observe.PodEvents;
import dev.workerapp.operator.observe.PodReadings;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Plan;
import dev.workerapp.planner.Planner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever the schema takes is read and planned for, or refused by the app's own words; nothing is thrown. */
class RandomAppsTest {

    private static final int APPS = Integer.getInteger("apps", 3000);

    @Test
    void whatever_the_schema_takes_is_decided_upon() {
        long first = Long.getLong("seed", System.nanoTime());
        int usable = 0;
        for (long seed = first; seed < first + APPS; seed++) {
            String json = new RandomApp(seed).json();
            try {
                usable += isUsable(json) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("-Dseed=" + seed + ": " + json, e);
            }
        }
        System.out.println(usable + " usable");
        assertThat(usable).isGreaterThan(APPS / 4);
    }

    private static boolean isUsable(String json) {
        WorkerApp app = Model.JSON.unmarshal(json, WorkerApp.class);
        if (app.unreadable().isPresent()) {
            // What the API server refuses by a rule.
            assertThat(app.unreadable().get()).containsAnyOf("reload.parallel", "disruption.maxUnavailable");
            return false;
        }
        assertThat(CanonicalSpec.of(app.getSpec())).startsWith("{");
        StoredRevision revision =
                StoredRevision.render(app, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);
        assertThat(AskedRevision.by(app).is(revision)).isTrue();
        Desired desired = DesiredState.of(app, app.getSpec().instances(), AskedStops.by(app), revision.name());
        Observed observed = Observer.observe(
                app,
                List.of(),
                new PodReadings(_ -> NodeState.UNKNOWN, PodEvents.Seen.NOTHING, List.of()),
                new Revisions(revision, List.of(revision), Optional.empty()).toPlanner(app),
                Optional.empty());
        // How many workers there are is the planner's tests' matter.
        Desired few = new Desired(
                Math.min(desired.instances(), 10),
                desired.suspended(),
                desired.revision(),
                desired.readiness(),
                desired.reload(),
                desired.undo(),
                desired.restart(),
                desired.resetToken(),
                desired.recycle(),
                desired.stoppedSlots());
        Plan plan = Planner.plan(few, observed, Instant.EPOCH);
        plan.actions().stream()
                .filter(Action.Create.class::isInstance)
                .map(Action.Create.class::cast)
                .limit(1)
                .forEach(create -> assertThat(Model.JSON.asJson(WorkerPod.of(app, revision, create, "token")))
                        .isNotEmpty());
        assertThat(revision.drainSeconds()).isNotNegative();
        assertThat(Dependents.service(app)).isNotNull();
        assertThat(Dependents.budget(app, true, 2)).isNotNull();
        return true;
    }
}
