package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses as a kubelet of 1.34 writes them, and what is said of them. */
class PodProblemsTest {

    private static final String NOT_READY = Pods.ready(false, "2026-01-02T03:00:02Z");

    @ParameterizedTest
    @CsvSource({
        "SysctlForbidden, Pod was rejected: forbidden sysctl: \"net.core.somaxconn\" not allowlisted, POD_REFUSED",
        "OutOfcpu, Pod was rejected: Node didn't have enough resource: cpu, POD_REFUSED",
        "OutOfnvidia.com/gpu, Pod was rejected: Node didn't have enough resource, POD_REFUSED",
        "NodeAffinity, Pod was rejected: Predicate NodeAffinity failed, POD_REFUSED",
        "NodePorts, Pod Predicate NodePorts failed, POD_REFUSED",
        "TopologyAffinityError, Pod was rejected: Resources cannot be allocated with Topology locality, POD_REFUSED",
        "UnexpectedAdmissionError, Pod Allocate failed due to no devices, POD_REFUSED",
        "AppArmor, Pod Cannot enforce AppArmor, POD_REFUSED",
        "SomethingNew, Pod was rejected: as never before, POD_REFUSED",
        "Evicted, The node was low on resource: memory., EVICTED",
        "Preempting, Preempted in order to admit critical pod, PREEMPTED",
        "DeadlineExceeded, Pod was active on the node longer than the specified deadline, DEADLINE_EXCEEDED",
        "NodeShutdown, Pod was rejected: Pod was rejected as the node is shutting down., NODE_LOST",
        "Terminated, Pod was terminated in response to imminent node shutdown., NODE_LOST",
        "NodeLost, Node node-1 which was running pod shop-0 is unresponsive, NODE_LOST",
        "UnknownToAll, whatever, TERMINAL"
    })
    void a_pod_that_has_ended_says_why_in_its_kubelets_words(String reason, String message, Reason kind) {
        Pod pod = Pods.withStatus(
                "phase: Failed, reason: '%s', message: '%s '".formatted(reason, message.replace("'", "''")));

        assertThat(problem(pod)).contains(new Problem(kind, reason + ": " + message));
    }

    @Test
    void a_pod_that_has_ended_without_a_reason_says_how_its_containers_did() {
        Pod pod = Pods.withStatus(
                "phase: Succeeded, containerStatuses: [{name: worker, state: {terminated: {exitCode: 0}}}]");

        assertThat(problem(pod))
                .contains(new Problem(
                        Reason.TERMINAL, "the pod is in phase Succeeded: container worker ended with code 0"));
    }

    @ParameterizedTest
    @CsvSource({
        "PreemptionByScheduler, preempting to accommodate a higher priority pod, PREEMPTED",
        "DeletionByTaintManager, Taint manager: deleting due to NoExecute taint, EVICTED",
        "EvictionByEvictionAPI, Eviction API: evicting, EVICTED",
        "DeletionByPodGC, PodGC: node no longer exists, NODE_LOST"
    })
    void a_pod_that_somebody_ends_says_who(String reason, String message, Reason kind) {
        String disruption = "conditions: [{type: DisruptionTarget, status: 'True', reason: %s, message: '%s'}]"
                .formatted(reason, message);

        Problem problem = new Problem(kind, reason + ": " + message);
        assertThat(problem(Pods.withStatus("phase: Failed, " + disruption))).contains(problem);
        assertThat(problem(Pods.with("deletionTimestamp: '2026-01-02T03:04:00Z'", "", disruption)))
                .contains(problem);
    }

    @Test
    void an_image_and_the_container_that_has_it_are_named() {
        Pod pod = Pods.withStatus("""
                conditions: [%s],
                initContainerStatuses: [{name: migrate, state: {waiting: {reason: ErrImagePull,
                  message: 'pull access denied for example/migrate:2'}}}],
                containerStatuses: [{name: worker, state: {waiting: {reason: PodInitializing}}}]
                """.formatted(NOT_READY));

        assertThat(problem(pod))
                .contains(new Problem(
                        Reason.IMAGE_PULL,
                        "init container migrate can't be started: ErrImagePull: pull access denied for"
                                + " example/migrate:2"));
    }

    @ParameterizedTest
    @CsvSource({
        "CreateContainerConfigError, secret \"db\" not found, CONTAINER_CONFIG",
        "SomethingNew, as never before, CONTAINER_CONFIG",
        "SignatureValidationFailed, no signature, IMAGE_PULL",
        "PostStartHookError, command failed, CRASH_LOOP"
    })
    void whatever_a_container_waits_for_is_told(String waiting, String message, Reason kind) {
        Pod pod = Pods.withStatus("containerStatuses: [{name: worker, state: {waiting: {reason: %s, message: '%s'}}}]"
                .formatted(waiting, message));

        assertThat(problem(pod))
                .contains(new Problem(kind, "container worker can't be started: " + waiting + ": " + message));
    }

    @ParameterizedTest
    @CsvSource({"RunContainerError", "CrashLoopBackOff"})
    void a_command_that_is_not_in_the_image_is_no_crash(String waiting) {
        Pod pod = Pods.withStatus("""
                containerStatuses: [{name: worker, restartCount: 2, state: {waiting: {reason: %s, message: 'back-off 20s'}},
                  lastState: {terminated: {exitCode: 128, reason: StartError, message: 'exec: "srv": not found'}}}]
                """.formatted(waiting));

        assertThat(problem(pod))
                .contains(new Problem(
                        Reason.CONTAINER_CONFIG,
                        "container worker can't be started: StartError: exec: \"srv\": not found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | exitCode: 4, reason: Error | exited once, with code 4",
                "2 | exitCode: 4, reason: Error, message: 'no database ' | exited 3 times, last with code 4: no database",
                "2 | exitCode: 137, reason: OOMKilled"
                        + " | exited 3 times, last with code 137 (OOMKilled: it used more memory than its limit)",
                "2 | exitCode: 137, reason: Error | exited 3 times, last with code 137 (SIGKILL)",
                "2 | exitCode: 169, reason: Error | exited 3 times, last with code 169 (signal 41)",
                "2 | exitCode: 143, reason: Error, message: '{\"workerapp\":{\"drained\":false,\"drainSeconds\":0.0}}'"
                        + " | exited 3 times, last with code 143 (SIGTERM)",
            })
    void a_crash_loop_is_told_in_figures_and_in_the_last_lines_of_the_log(int restarts, String end, String words) {
        Pod pod = Pods.withStatus("""
                containerStatuses: [{name: worker, restartCount: %d,
                  state: {waiting: {reason: CrashLoopBackOff, message: 'back-off 40s restarting failed container'}},
                  lastState: {terminated: {%s}}}]
                """.formatted(restarts, end));

        assertThat(problem(pod)).contains(new Problem(Reason.CRASH_LOOP, "container worker " + words));
    }

    @Test
    void between_two_crashes_the_last_one_is_told_until_it_is_ready() {
        String crashed = "containerStatuses: [{name: worker, restartCount: 1, state: {running: {}},"
                + " lastState: {terminated: {exitCode: 4}}}]";

        assertThat(problem(Pods.withStatus("conditions: [" + NOT_READY + "], " + crashed)))
                .contains(new Problem(Reason.STARTING, "container worker exited once, with code 4"));
        assertThat(problem(
                        Pods.withStatus("conditions: [" + Pods.ready(false, "2026-01-02T03:00:59Z") + "], " + crashed)))
                .contains(new Problem(Reason.NOT_READY, "container worker exited once, with code 4"));
        assertThat(problem(
                        Pods.withStatus("conditions: [" + Pods.ready(true, "2026-01-02T03:00:59Z") + "], " + crashed)))
                .isEmpty();
    }

    @Test
    void an_init_container_that_runs_is_named_with_the_time_of_its_start() {
        Pod pod = Pods.withStatus("""
                conditions: [%s],
                initContainerStatuses: [
                  {name: workerapp-runtime, state: {terminated: {exitCode: 0}}},
                  {name: migrate, restartCount: 1, state: {running: {startedAt: "2026-01-02T03:00:05Z"}},
                    lastState: {terminated: {exitCode: 1}}}],
                containerStatuses: [{name: worker, state: {waiting: {reason: PodInitializing}}}]
                """.formatted(NOT_READY));

        assertThat(problem(pod))
                .contains(new Problem(
                        Reason.INITIALIZING,
                        "init container migrate is running since 2026-01-02T03:00:05Z; before that, init container"
                                + " migrate exited once, with code 1"));
    }

    @Test
    void what_brings_the_worker_runtime_and_what_goes_on_beside_the_worker_is_no_initialization() {
        Pod pod = Pods.with("", "initContainers: [{name: proxy, restartPolicy: Always}]", """
                conditions: [%s],
                initContainerStatuses: [
                  {name: workerapp-runtime, state: {running: {startedAt: "2026-01-02T03:00:05Z"}}},
                  {name: proxy, ready: true, state: {running: {startedAt: "2026-01-02T03:00:05Z"}}}]
                """.formatted(NOT_READY));

        assertThat(problem(pod)).isEmpty();
    }

    @Test
    void containers_beside_the_worker_that_are_not_ready_are_named() {
        Pod pod = Pods.with("", "initContainers: [{name: proxy, restartPolicy: Always}]", """
                conditions: [%s],
                initContainerStatuses: [{name: proxy, ready: false, state: {running: {}}}],
                containerStatuses: [
                  {name: worker, ready: true, state: {running: {}}},
                  {name: log, ready: false, state: {running: {}}}]
                """.formatted(NOT_READY));

        assertThat(problem(pod))
                .contains(new Problem(Reason.STARTING, "sidecar container proxy, container log are not ready"));
    }

    @Test
    void readiness_gates_that_do_not_hold_are_named_with_what_their_controller_says() {
        Pod pod = Pods.with(
                "",
                "readinessGates: [{conditionType: example.com/a}, {conditionType: example.com/b},"
                        + " {conditionType: example.com/c}]",
                """
                conditions: [
                  {type: Ready, status: "False", reason: ReadinessGatesNotReady, lastTransitionTime: "2026-01-02T03:00:02Z"},
                  {type: example.com/b, status: "False", reason: Initial, message: Target registration is in progress},
                  {type: example.com/c, status: "True"}],
                containerStatuses: [{name: worker, ready: true, state: {running: {}}}]
                """);

        assertThat(problem(pod))
                .contains(new Problem(
                        Reason.STARTING,
                        "readiness gate example.com/a is not set: nobody has written that condition, example.com/b is"
                                + " False: Initial: Target registration is in progress"));
    }

    @Test
    void a_worker_that_just_starts_has_no_problem() {
        assertThat(problem(Pods.withStatus("conditions: [" + NOT_READY
                        + "], containerStatuses: [{name: worker, ready: false, state: {waiting: {reason:"
                        + " ContainerCreating}}}]")))
                .isEmpty();
        assertThat(problem(Pods.withStatus("conditions: [" + NOT_READY
                        + "], containerStatuses: [{name: worker, ready: false, state: {running: {}}}]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'reason: Unschedulable, message: 0/3 nodes are available', 0/3 nodes are available",
        "'reason: SchedulingGated, message: blocked', blocked",
        "'reason: SchedulerError', SchedulerError",
        "'message: null', No node takes the worker."
    })
    void a_pod_without_a_node_says_so_in_the_schedulers_words(String condition, String message) {
        Pod pod = Pods.withStatus("conditions: [{type: PodScheduled, status: 'False', " + condition + "}]");

        assertThat(problem(pod)).contains(new Problem(Reason.UNSCHEDULABLE, message));
    }

    @Test
    void a_lost_node_comes_before_what_was_last_heard_of_its_pods() {
        NodeState lost = new NodeState(false, Optional.of("node node-1 is not ready: no news"), Optional.empty());
        Pod pod = Pods.withStatus("containerStatuses: [{name: worker, state: {waiting: {reason: ErrImagePull}}}]");

        assertThat(PodProblems.of(pod, lost, PodEvents.Seen.NOTHING))
                .contains(new Problem(Reason.NODE_LOST, "node node-1 is not ready: no news"));
    }

    private static Optional<Problem> problem(Pod pod) {
        return PodProblems.of(pod, NodeState.UNKNOWN, PodEvents.Seen.NOTHING);
    }
}
