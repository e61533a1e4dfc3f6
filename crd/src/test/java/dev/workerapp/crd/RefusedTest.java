package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What the API server refuses at {@code kubectl apply}, and the words that a person reads then. */
@ExtendWith(WithApiServer.class)
class RefusedTest {

    private static final String VALID = "image: example/shop:1.4\nport: 8080\n";
    private static final String PROBE = """
            podTemplate: {spec: {containers: [{name: worker, readinessProbe: {exec: {command: [ready]}}}]}}
            """;

    private static final String SHORT_WAITS =
            "restartPolicy.backoff comes to waits of less than 10 s, and there is no maxRestarts: a worker that never"
                    + " starts would be replaced that often for ever. Set maxRestarts, or raise initialSeconds or"
                    + " maxSeconds.";

    /** The spec, and what the answer must say. Every rule of the CRD has at least one case; see the last test. */
    static final List<Arguments> CASES = List.of(
            refused("port: 8080", "image is missing: name the image that the workers run."),
            refused(
                    "image: a",
                    "readiness.signal Listen and HTTP need a port: set port, or readiness.port, or use signal: Probe."),
            refused(
                    "image: a\nreadiness: {signal: HTTP}",
                    "readiness.signal Listen and HTTP need a port: set port, or readiness.port, or use signal: Probe."),
            refused(
                    VALID + "autoInstances: {min: 5, max: 4}",
                    "autoInstances.min is greater than autoInstances.max: lower min, or raise max."),
            refused(
                    VALID + "recycle: {schedule: '* * * * * *'}",
                    "recycle.schedule: give five fields (minute, hour, day of the month, month, day of the week), as in '30 4 * *"
                            + " 1-5', or one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually; the"
                            + " time zone goes into recycle.timeZone."),
            refused(
                    VALID + "recycle: {schedule: '@every 5m'}",
                    "recycle.schedule: give five fields (minute, hour, day of the month, month, day of the week), as in '30 4 * *"
                            + " 1-5', or one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually; the"
                            + " time zone goes into recycle.timeZone."),
            refused(
                    VALID + "recycle: {timeZone: Europe/Berlin}",
                    "recycle.timeZone is that of recycle.schedule: set schedule, or remove timeZone."),
            refused(
                    VALID + "recycle: {maxAgeSeconds: 3600, minAgeSeconds: 3601}",
                    "recycle.maxAgeSeconds is less than recycle.minAgeSeconds, before which no worker is replaced: raise"
                            + " maxAgeSeconds, or lower minAgeSeconds."),
            refused(
                    VALID + "recycle: {maxAgeSeconds: 3600}\nreload: {overlap: false}",
                    "recycle.maxAgeSeconds: with reload.overlap: false a slot is empty while its worker is replaced, so"
                            + " no worker is replaced for its age; remove it, or set reload.overlap: true."),
            refused(
                    VALID + "recycle: {maxRequests: 1000}",
                    "recycle.maxRequests and recycle.maxHeapPercent need the worker runtime, which counts and measures: set"
                            + " readiness.signal: Ready, or java.agent: Inject."),
            refused(
                    VALID + "recycle: {maxHeapPercent: 80}\njava: {agent: None}",
                    "recycle.maxRequests and recycle.maxHeapPercent need the worker runtime, which counts and measures: set"
                            + " readiness.signal: Ready, or java.agent: Inject."),
            refused(
                    VALID + "readiness: {signal: Ready}\nrecycle: {maxRequests: 1000}\nreload: {overlap: false}",
                    "recycle.maxRequests, maxHeapPercent and maxMemory: with reload.overlap: false a slot is empty while"
                            + " its worker is replaced, so no worker is replaced for what it uses; remove them, or set"
                            + " reload.overlap: true."),
            refused(
                    VALID + "recycle: {maxMemory: 512m}",
                    "recycle.maxMemory is less than 1Mi: write 512Mi for megabytes; m is a thousandth."),
            refused(
                    VALID + "recycle: {maxMemory: 1Gi}\nresources: {limits: {memory: 1024Mi}}",
                    "recycle.maxMemory is not less than resources.limits.memory, at which a worker is killed: lower it, or"
                            + " raise the limit."),
            refused(
                    VALID + "restartPolicy: {backoff: {initialSeconds: 20, maxSeconds: 19}}",
                    "restartPolicy.backoff.initialSeconds is greater than restartPolicy.backoff.maxSeconds: lower it, or"
                            + " raise maxSeconds."),
            refused(VALID + "restartPolicy: {backoff: {initialSeconds: 9, factorPercent: 100}}", SHORT_WAITS),
            refused(VALID + "restartPolicy: {backoff: {initialSeconds: 1, maxSeconds: 9}}", SHORT_WAITS),
            refused(
                    VALID + "readiness: {path: /ready}",
                    "readiness.path goes with signal: HTTP only; remove it, or set readiness.signal: HTTP."),
            refused(
                    VALID + "readiness: {signal: Probe}",
                    "readiness.signal: Probe needs a readinessProbe in podTemplate, on the container named worker."),
            refused(
                    VALID + "readiness: {signal: Probe, failureThreshold: 5}\n" + PROBE,
                    "readiness.periodSeconds, probeTimeoutSeconds and failureThreshold are those of the probe that the"
                            + " operator writes: with signal: Probe set them in the readinessProbe of podTemplate, and"
                            + " remove them here."),
            refused(
                    VALID + PROBE,
                    "podTemplate has a readinessProbe for the container worker: set readiness.signal: Probe to use it,"
                            + " or remove it."),
            refused(
                    VALID + "readiness: {signal: HTTP, warmUp: {path: /}}",
                    "readiness.warmUp is done by the worker runtime before it says that the worker is ready: set"
                            + " readiness.signal: Ready, or signal: Listen with java.agent: Inject."),
            refused(
                    "image: a\nreadiness: {signal: Ready, warmUp: {path: /}}",
                    "readiness.warmUp needs a port to call: set port, or readiness.port."),
            refused(
                    VALID + "env: [{name: WORKERAPP_PORT, value: \"7\"}]",
                    "env: variables that begin with WORKERAPP_ are the operator's; remove them."),
            refused(
                    VALID + "readiness: {signal: Ready}\n"
                            + "env: [{name: JDK_JAVA_OPTIONS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]",
                    "java.options and the worker runtime can't be appended to JDK_JAVA_OPTIONS, since that takes its"
                            + " value from elsewhere (valueFrom): give it a plain value, or remove java.options and set"
                            + " java.agent: None."),
            refused(
                    VALID + "shutdown: {stopSignal: SIGKILL}",
                    "shutdown.stopSignal: SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1 or SIGUSR2; a JVM ends in order on the"
                            + " first three."),
            refused(
                    VALID + "reload: {parallel: 0}",
                    "reload.parallel: give a number of workers from 1 to 1000, or a percentage from 1% to 100%."),
            refused(
                    VALID + "reload: {parallel: 150%}",
                    "reload.parallel: give a number of workers from 1 to 1000, or a percentage from 1% to 100%."),
            refused(
                    VALID + "disruption: {maxUnavailable: -1}",
                    "disruption.maxUnavailable: give a number of workers from 0 to 1000, or a percentage from 0% to 100%."),
            refused(
                    VALID + "env: [{name: WORKER_INSTANCE, value: \"7\"}]",
                    "env sets the variable that instanceVariable names, which holds the slot: remove it from env, or"
                            + " give instanceVariable another name."),
            refused(
                    VALID + "podTemplate: {spec: {restartPolicy: Never}}",
                    "podTemplate.spec.restartPolicy must be Always, or left out: workers are started again when they"
                            + " end."),
            refused(
                    VALID + "podTemplate: {spec: {terminationGracePeriodSeconds: 5}}",
                    "podTemplate.spec.terminationGracePeriodSeconds is what shutdown says, drainSeconds and"
                            + " killTimeoutSeconds together: set those, and remove it."),
            refused(
                    VALID + "podTemplate: {spec: {containers: [{name: worker, env: [{name: WORKER_INSTANCE, value:"
                            + " \"7\"}]}]}}",
                    "podTemplate sets a variable of the container worker that is the operator's: the one that"
                            + " instanceVariable names, or one that begins with WORKERAPP_; remove it."),
            refused(
                    VALID + "podTemplate: {spec: {containers: [{name: worker, env: [{name: WORKERAPP_PORT, value:"
                            + " \"7\"}]}]}}",
                    "podTemplate sets a variable of the container worker that is the operator's: the one that"
                            + " instanceVariable names, or one that begins with WORKERAPP_; remove it."),
            refused(
                    VALID + "podTemplate: {metadata: {annotations: {workerapp.dev/recycle: now}}}",
                    "podTemplate.metadata.annotations: annotations that begin with workerapp.dev/ speak of one pod, and"
                            + " would ask for each new one to be replaced; remove them."),
            refused(
                    VALID + "podTemplate: {metadata: {labels: {workerapp.dev/app: other}}}",
                    "podTemplate.metadata.labels: labels that begin with workerapp.dev/ are the operator's; remove"
                            + " them."),
            refused(
                    VALID + "podTemplate: {spec: {containers: [{name: worker, lifecycle: {preStop: {sleep: {seconds:"
                            + " 1}}}}]}}",
                    "podTemplate has a preStop hook for the container worker: set shutdown.drainSeconds: 0 to use it,"
                            + " or remove it."),
            refused(
                    VALID + "java: {options: [-Xmx1g]}\n"
                            + "env: [{name: JDK_JAVA_OPTIONS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]",
                    "java.options and the worker runtime can't be appended to JDK_JAVA_OPTIONS, since that takes its"
                            + " value from elsewhere (valueFrom): give it a plain value, or remove java.options and set"
                            + " java.agent: None."),
            refused(
                    VALID + "java: {agent: Inject}\npodTemplate: {spec: {containers: [{name: worker, env: [{name:"
                            + " JDK_JAVA_OPTIONS, valueFrom: {secretKeyRef: {name: a, key: b}}}]}]}}",
                    "java.options and the worker runtime can't be appended to JDK_JAVA_OPTIONS, since that takes its"
                            + " value from elsewhere (valueFrom): give it a plain value, or remove java.options and set"
                            + " java.agent: None."),
            refused(
                    "image: a\nport: 7979\nreadiness: {signal: Ready}",
                    "port and readiness.port are the app's, and the worker runtime has java.controlPort, 7979 if that is"
                            + " left out: give one of them another number."),
            refused(
                    VALID + "readiness: {port: 9000}\njava: {agent: Inject, controlPort: 9000}",
                    "port and readiness.port are the app's, and the worker runtime has java.controlPort, 7979 if that is"
                            + " left out: give one of them another number."),
            refused(
                    VALID + "java: {agent: Inject}\npodTemplate: {spec: {hostNetwork: true}}",
                    "podTemplate.spec.hostNetwork: on the node's network the worker runtime's port is every other app's"
                            + " too: set java.controlPort to a port that nothing else uses on the nodes."),
            refused(VALID + "instances: -1", "spec.instances in body should be greater than or equal to 0"),
            refused(VALID + "instances: 1001", "spec.instances in body should be less than or equal to 1000"),
            refused("image: a\nport: 70000", "spec.port in body should be less than or equal to 65535"),
            refused(VALID + "readiness: {signal: Luck}", "Unsupported value: \"Luck\""),
            refused(VALID + "readiness: {timeoutSeconds: 0}", "should be greater than or equal to 1"),
            refused(VALID + "readiness: {signal: HTTP, path: ready}", "spec.readiness.path in body should match"),
            refused(VALID + "instanceVariable: 1st", "spec.instanceVariable in body should match"),
            refused(VALID + "env: [{name: A, value: a}, {name: A, value: b}]", "Duplicate value"),
            refused(VALID + "podTemplate: {spec: {containers: [{name: a}, {name: a}]}}", "Duplicate value"),
            refused(VALID + "instancez: 3", "unknown field \"spec.instancez\""),
            refused(
                    VALID + "podTemplate: {spec: {tolerationz: []}}",
                    "unknown field \"spec.podTemplate.spec.tolerationz\""));

    private final DryRun api;

    RefusedTest(ApiServer server) {
        api = new DryRun(server.admin());
    }

    private static Arguments refused(String spec, String message) {
        return Arguments.of(spec, message);
    }

    @ParameterizedTest(name = "{1}")
    @FieldSource("CASES")
    void the_answer_names_the_field_and_the_fix(String spec, String message) {
        assertThat(api.refusal("shop", spec)).contains(message);
    }

    @Test
    void a_name_may_have_53_characters() {
        assertThat(api.refusal("a".repeat(54), VALID))
                .contains("metadata.name: at most 53 characters, so that the host names of the workers stay distinct;"
                        + " use a shorter name.");
        assertThat(api.apply("a".repeat(53), VALID).getMetadata().getName()).hasSize(53);
    }

    @Test
    void a_name_must_do_for_a_service() {
        for (String name : List.of("1shop", "my.shop")) {
            assertThat(api.refusal(name, VALID))
                    .contains("metadata.name: lower-case letters, digits and dashes, beginning with a letter and not"
                            + " ending with a dash, since the Service has the same name.");
        }
    }

    @Test
    void the_ten_line_app_is_taken_and_gets_its_defaults() {
        GenericKubernetesResource app = api.apply("shop", """
                instances: 4
                image: example/shop:1.4
                port: 8080
                readiness: {signal: HTTP, path: /ready, timeoutSeconds: 60}
                shutdown: {drainSeconds: 3, killTimeoutSeconds: 30}
                """);

        assertThat(app.<Object>get("spec", "reload", "onFailure")).isEqualTo("RollBack");
        assertThat(app.<Object>get("spec", "reload", "parallel")).isEqualTo("25%");
        assertThat(app.<Object>get("spec", "reload", "overlap")).isEqualTo(true);
        assertThat(app.<Object>get("spec", "reload", "startTimeoutSeconds")).isEqualTo(300);
        assertThat(app.<Object>get("spec", "disruption", "enabled")).isEqualTo(true);
        assertThat(app.<Object>get("spec", "instanceVariable")).isEqualTo("WORKER_INSTANCE");
        assertThat(app.<Object>get("spec", "revisionHistoryLimit")).isEqualTo(10);
    }

    @Test
    void a_probe_of_ones_own_goes_with_the_signal_probe() {
        assertThat(api.apply("shop", VALID + "readiness: {signal: Probe}\n" + PROBE))
                .isNotNull();
    }

    @Test
    void other_containers_have_their_own_variables() {
        assertThat(api.apply(
                        "shop",
                        VALID + "podTemplate: {spec: {containers: [{name: sidecar, image: a, env: [{name:"
                                + " WORKER_INSTANCE, value: \"7\"}]}]}}"))
                .isNotNull();
    }

    @Test
    void the_control_port_is_anybodys_where_the_runtime_is_not_or_has_another_one() {
        assertThat(api.apply("shop", "image: a\nport: 7979\npodTemplate: {spec: {hostNetwork: true}}"))
                .isNotNull();
        assertThat(api.apply(
                        "shop",
                        "image: a\nport: 7979\njava: {agent: Inject, controlPort: 7980}\n"
                                + "podTemplate: {spec: {hostNetwork: true}}"))
                .isNotNull();
    }

    @Test
    void the_variable_of_others_agents_may_come_from_elsewhere() {
        assertThat(api.apply(
                        "shop",
                        VALID + "readiness: {signal: Ready}\njava: {options: [-Xmx1g]}\n"
                                + "env: [{name: JAVA_TOOL_OPTIONS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]"))
                .isNotNull();
    }

    @Test
    void java_options_from_elsewhere_go_where_nothing_is_appended_to_them() {
        assertThat(api.apply(
                        "shop",
                        VALID + "readiness: {signal: Ready}\njava: {agent: None}\n"
                                + "env: [{name: JDK_JAVA_OPTIONS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]"))
                .isNotNull();
    }

    @Test
    void short_waits_between_crashes_go_with_a_limit_or_if_they_grow() {
        assertThat(api.apply(
                        "shop",
                        VALID + "restartPolicy: {maxRestarts: 16, backoff: {initialSeconds: 1, factorPercent: 100}}"))
                .isNotNull();
        assertThat(api.apply("shop", VALID + "restartPolicy: {backoff: {initialSeconds: 1, maxSeconds: 15}}"))
                .isNotNull();
    }

    @Test
    void every_rule_has_a_case() {
        JSONSchemaProps schema = CrdFile.generate()
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
        Set<String> tried = Stream.concat(
                        CASES.stream().map(arguments -> (String) arguments.get()[1]),
                        // Those about the name have tests of their own.
                        schema.getXKubernetesValidations().stream().map(ValidationRule::getMessage))
                .collect(Collectors.toSet());

        assertThat(FieldReference.messages(schema)).isNotEmpty().allMatch(tried::contains);
    }
}
