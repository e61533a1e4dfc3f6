package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as a kubelet of 1.34 and the controllers write them, latest first. */
class EventProblemsTest {

    private static final Pod CREATING = Pods.withStatus("""
            conditions: [%s, {type: PodReadyToStartContainers, status: "False"}],
            containerStatuses: [{name: worker, state: {waiting: {reason: ContainerCreating}}}]
            """.formatted(Pods.ready(false, "2026-01-02T03:00:02Z")));

    private static final Pod PULLING = Pods.withStatus("""
            conditions: [%s, {type: PodReadyToStartContainers, status: "True"}],
            containerStatuses: [{name: worker, state: {waiting: {reason: ContainerCreating}}}]
            """.formatted(Pods.ready(false, "2026-01-02T03:00:02Z")));

    @ParameterizedTest
    @CsvSource({
        "FailedMount, 'MountVolume.SetUp failed for volume \"tls\" : secret \"orders-tls\" not found', VOLUME",
        "FailedAttachVolume, AttachVolume.Attach failed, VOLUME",
        "FailedCreatePodSandBox, 'Failed to create pod sandbox: no addresses', SANDBOX",
        "NetworkNotReady, network is not ready: cni config uninitialized, SANDBOX",
        "FailedPrepareDynamicResources, no such claim, STARTING"
    })
    void what_a_pod_waits_for_whose_containers_are_not_created_is_said_by_an_event(
            String reason, String note, Reason kind) {
        assertThat(problem(CREATING, warning(reason, note), normal("Scheduled", "assigned")))
                .contains(new Problem(kind, reason + ": " + note));
    }

    @Test
    void the_cause_is_told_and_not_what_follows_from_it() {
        assertThat(problem(
                        CREATING,
                        warning("FailedMount", "Unable to attach or mount volumes: unmounted volumes=[tls]"),
                        warning("FailedMount", "secret \"tls\" not found")))
                .contains(new Problem(Reason.VOLUME, "FailedMount: secret \"tls\" not found"));
        assertThat(problem(
                        CREATING, warning("FailedMount", "Unable to attach or mount volumes: unmounted volumes=[tls]")))
                .contains(new Problem(
                        Reason.VOLUME, "FailedMount: Unable to attach or mount volumes: unmounted volumes=[tls]"));
    }

    @Test
    void each_try_has_the_same_words() {
        String id = "0123456789abcdef".repeat(4);

        assertThat(problem(
                        CREATING, warning("FailedCreatePodSandBox", "network for sandbox \"" + id + "\": no address")))
                .contains(new Problem(Reason.SANDBOX, "FailedCreatePodSandBox: network for sandbox …: no address"));
    }

    @Test
    void what_comes_before_the_sandbox_is_over_when_it_is_there() {
        assertThat(problem(
                        PULLING,
                        normal("Pulling", "Pulling image \"example/shop:2\""),
                        warning("FailedMount", "not yet")))
                .contains(new Problem(Reason.STARTING, "Pulling image \"example/shop:2\""));
        assertThat(problem(PULLING, normal("Pulled", "done"), normal("Pulling", "Pulling image")))
                .isEmpty();
    }

    @Test
    void without_an_event_the_condition_is_told() {
        assertThat(problem(CREATING, normal("Scheduled", "assigned"), warning("FailedScheduling", "no node then")))
                .contains(new Problem(
                        Reason.STARTING, "node node-1 has not set up the pod's volumes and network address yet"));
    }

    @Test
    void the_answer_of_a_probe_is_told_with_its_container() {
        assertThat(problem(
                        running(false, "2026-01-02T03:00:02Z"),
                        unhealthy(
                                "worker",
                                "2026-01-02T03:00:20Z",
                                "Readiness probe failed: HTTP probe failed with statuscode: 503")))
                .contains(new Problem(
                        Reason.STARTING,
                        "container worker: Readiness probe failed: HTTP probe failed with statuscode: 503"));
    }

    @Test
    void an_answer_of_an_earlier_time_or_of_a_container_that_is_ready_is_not() {
        Pod again = running(true, "2026-01-02T05:00:00Z");

        assertThat(problem(again, unhealthy("worker", "2026-01-02T03:00:20Z", "Readiness probe failed: old")))
                .isEmpty();
        assertThat(problem(again, unhealthy("log", "2026-01-02T05:00:00Z", "Readiness probe failed: other")))
                .isEmpty();
        assertThat(problem(again, unhealthy("worker", "2026-01-02T04:59:57Z", "Readiness probe failed: new")))
                .contains(new Problem(Reason.NOT_READY, "container worker: Readiness probe failed: new"));
    }

    @ParameterizedTest
    @CsvSource({
        "FailedAttachVolume, Multi-Attach error for volume \"pvc-1\" Volume is already used by pod(s) shop-0-abcde, overlap",
        "FailedMount, secret not found, ''"
    })
    void what_the_old_worker_may_hold_comes_with_advice(String reason, String note, String advice) {
        String message = problem(CREATING, warning(reason, note)).orElseThrow().message();

        assertThat(message).startsWith(reason + ": " + note);
        assertThat(message.contains("reload.overlap")).isEqualTo(!advice.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules., matchLabelKeys",
        "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints., matchLabelKeys",
        "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports., reload.overlap"
    })
    void so_does_a_node_that_it_fills(String message, String advice) {
        Pod pod =
                Pods.withStatus("conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: \""
                        + message + "\"}]");

        assertThat(problem(pod).orElseThrow().message()).startsWith(message).contains(advice);
    }

    private static Pod running(boolean log, String unreadySince) {
        return Pods.withStatus("""
                conditions: [%s],
                containerStatuses: [{name: worker, ready: false, state: {running: {}}}%s]
                """.formatted(
                Pods.ready(false, unreadySince), log ? ", {name: log, ready: true, state: {running: {}}}" : ""));
    }

    private static Optional<Problem> problem(Pod pod, Event... events) {
        List<PodEvent> seen = Stream.of(events).map(PodEvent::of).toList();
        return PodProblems.of(
                pod,
                NodeState.UNKNOWN,
                new PodEvents.Seen(Map.of(pod.getMetadata().getUid(), seen), Optional.empty()));
    }

    private static Event warning(String reason, String note) {
        return event("Warning", reason, note, "");
    }

    private static Event normal(String reason, String note) {
        return event("Normal", reason, note, "");
    }

    private static Event unhealthy(String container, String last, String note) {
        return event(
                "Warning",
                "Unhealthy",
                note,
                "regarding: {fieldPath: 'spec.containers{" + container + "}'}\ndeprecatedLastTimestamp: '" + last
                        + "'");
    }

    private static Event event(String type, String reason, String note, String more) {
        return Serialization.unmarshal("""
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: a}
                type: %s
                reason: %s
                note: '%s'
                %s
                """.formatted(type, reason, note, more), Event.class);
    }
}
