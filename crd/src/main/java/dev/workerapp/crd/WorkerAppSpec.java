package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.workerapp.crd.Java.Agent;
import dev.workerapp.crd.Readiness.Signal;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an app asks for. The defaults are in the schema, so the API server fills them in; they are filled in here too, for
 * an app that was stored before a default was there.
 */
@ValidationRule(
        value =
                "has(self.image) || (has(self.podTemplate) && has(self.podTemplate.spec) && has(self.podTemplate.spec.containers)"
                        + " && self.podTemplate.spec.containers.exists(c, c.name == 'worker' && has(c.image)))",
        message = "image is missing: name the image that the workers run.")
@ValidationRule(
        value = "!(self.readiness.signal in ['Listen', 'HTTP']) || has(self.port) || has(self.readiness.port)",
        message = "readiness.signal Listen and HTTP need a port: set port, or readiness.port, or use signal: Probe.")
@ValidationRule(
        value = "self.readiness.signal != 'Probe' || (has(self.podTemplate) && has(self.podTemplate.spec) &&"
                + " has(self.podTemplate.spec.containers) &&"
                + " self.podTemplate.spec.containers.exists(c, c.name == 'worker' && has(c.readinessProbe)))",
        message = "readiness.signal: Probe needs a readinessProbe in podTemplate, on the container named worker.")
@ValidationRule(
        value = "self.readiness.signal == 'Probe' || !has(self.podTemplate) || !has(self.podTemplate.spec) ||"
                + " !has(self.podTemplate.spec.containers) ||"
                + " self.podTemplate.spec.containers.all(c, c.name != 'worker' || !has(c.readinessProbe))",
        message = "podTemplate has a readinessProbe for the container worker: set readiness.signal: Probe to use it, or"
                + " remove it.")
@ValidationRule(
        value = "!has(self.env) || self.env.all(e, e.name != self.instanceVariable)",
        message = "env sets the variable that instanceVariable names, which holds the slot: remove it from env, or give"
                + " instanceVariable another name.")
@ValidationRule(
        value = "!has(self.podTemplate) || !has(self.podTemplate.spec) || !has(self.podTemplate.spec.restartPolicy) ||"
                + " self.podTemplate.spec.restartPolicy == 'Always'",
        message =
                "podTemplate.spec.restartPolicy must be Always, or left out: workers are started again when they end.")
@ValidationRule(
        value = "!has(self.podTemplate) || !has(self.podTemplate.spec) ||"
                + " !has(self.podTemplate.spec.terminationGracePeriodSeconds)",
        message = "podTemplate.spec.terminationGracePeriodSeconds is what shutdown says, drainSeconds and"
                + " killTimeoutSeconds together: set those, and remove it.")
@ValidationRule(
        value = "!has(self.podTemplate) || !has(self.podTemplate.spec) || !has(self.podTemplate.spec.containers) ||"
                + " self.podTemplate.spec.containers.all(c, c.name != 'worker' || !has(c.env) || c.env.all(e, e.name !="
                + " self.instanceVariable && !e.name.startsWith('WORKERAPP_')))",
        message = "podTemplate sets a variable of the container worker that is the operator's: the one that"
                + " instanceVariable names, or one that begins with WORKERAPP_; remove it.")
@ValidationRule(
        value = "!has(self.podTemplate) || !has(self.podTemplate.metadata) || !has(self.podTemplate.metadata.labels) ||"
                + " self.podTemplate.metadata.labels.all(k, !k.startsWith('workerapp.dev/'))",
        message = "podTemplate.metadata.labels: labels that begin with workerapp.dev/ are the operator's; remove them.")
@ValidationRule(
        value = "!has(self.podTemplate) || !has(self.podTemplate.metadata) ||"
                + " !has(self.podTemplate.metadata.annotations) ||"
                + " self.podTemplate.metadata.annotations.all(k, !k.startsWith('workerapp.dev/'))",
        message = "podTemplate.metadata.annotations: annotations that begin with workerapp.dev/ speak of one pod, and"
                + " would ask for each new one to be replaced; remove them.")
@ValidationRule(
        value = "self.shutdown.drainSeconds == 0 || !has(self.podTemplate) || !has(self.podTemplate.spec) ||"
                + " !has(self.podTemplate.spec.containers) || self.podTemplate.spec.containers.all(c, c.name !="
                + " 'worker' || !has(c.lifecycle) || !has(c.lifecycle.preStop))",
        message = "podTemplate has a preStop hook for the container worker: set shutdown.drainSeconds: 0 to use it, or"
                + " remove it.")
@ValidationRule(
        value = "!has(self.readiness.warmUp) || self.readiness.signal == 'Ready' || (self.readiness.signal == 'Listen'"
                + " && has(self.java) && has(self.java.agent) && self.java.agent == 'Inject')",
        message = "readiness.warmUp is done by the worker runtime before it says that the worker is ready: set"
                + " readiness.signal: Ready, or signal: Listen with java.agent: Inject.")
@ValidationRule(
        value = "!has(self.readiness.warmUp) || has(self.port) || has(self.readiness.port)",
        message = "readiness.warmUp needs a port to call: set port, or readiness.port.")
@ValidationRule(
        value = "!has(self.env) || self.env.all(e, !e.name.startsWith('WORKERAPP_'))",
        message = "env: variables that begin with WORKERAPP_ are the operator's; remove them.")
@ValidationRule(
        value = "((!has(self.java) || !has(self.java.options) || self.java.options.size() == 0) && (has(self.java) &&"
                + " has(self.java.agent) ? self.java.agent == 'None' : self.readiness.signal != 'Ready')) || ((!has(self.env) ||"
                + " self.env.all(e, e.name != 'JDK_JAVA_OPTIONS' || !has(e.valueFrom))) && (!has(self.podTemplate) ||"
                + " !has(self.podTemplate.spec) || !has(self.podTemplate.spec.containers) ||"
                + " self.podTemplate.spec.containers.all(c, c.name != 'worker' || !has(c.env) || c.env.all(e, e.name"
                + " != 'JDK_JAVA_OPTIONS' || !has(e.valueFrom)))))",
        message = "java.options and the worker runtime can't be appended to JDK_JAVA_OPTIONS, since that takes its"
                + " value from elsewhere (valueFrom): give it a plain value, or remove java.options and set java.agent:"
                + " None.")
@ValidationRule(
        value = WorkerAppSpec.NO_RUNTIME + " || [has(self.port) ? self.port : 0, has(self.readiness.port) ?"
                + " self.readiness.port : 0].all(p, p != (has(self.java) && has(self.java.controlPort) ?"
                + " self.java.controlPort : " + Names.CONTROL_PORT + "))",
        message = "port and readiness.port are the app's, and the worker runtime has java.controlPort, "
                + Names.CONTROL_PORT + " if that is left out: give one of them another number.")
@ValidationRule(
        value = WorkerAppSpec.NO_RUNTIME + " || !has(self.podTemplate) || !has(self.podTemplate.spec) ||"
                + " !has(self.podTemplate.spec.hostNetwork) || !self.podTemplate.spec.hostNetwork ||"
                + " (has(self.java) && has(self.java.controlPort))",
        message = "podTemplate.spec.hostNetwork: on the node's network the worker runtime's port is every other app's"
                + " too: set java.controlPort to a port that nothing else uses on the nodes.")
@ValidationRule(
        value = "!" + WorkerAppSpec.NO_RUNTIME + " || !has(self.recycle) || (!has(self.recycle.maxRequests) &&"
                + " !has(self.recycle.maxHeapPercent))",
        message =
                "recycle.maxRequests and recycle.maxHeapPercent need the worker runtime, which counts and measures: set"
                        + " readiness.signal: Ready, or java.agent: Inject.")
@ValidationRule(
        value = "self.reload.overlap || !has(self.recycle) || (!has(self.recycle.maxRequests) &&"
                + " !has(self.recycle.maxHeapPercent) && !has(self.recycle.maxMemory))",
        message =
                "recycle.maxRequests, maxHeapPercent and maxMemory: with reload.overlap: false a slot is empty while its"
                        + " worker is replaced, so no worker is replaced for what it uses; remove them, or set reload.overlap:"
                        + " true.")
@ValidationRule(
        value =
                "!has(self.recycle) || !has(self.recycle.maxMemory) || !has(self.resources) || !has(self.resources.limits)"
                        + " || !('memory' in self.resources.limits) ||"
                        + " quantity(string(self.recycle.maxMemory)).isLessThan(quantity(string(self.resources.limits['memory'])))",
        message =
                "recycle.maxMemory is not less than resources.limits.memory, at which a worker is killed: lower it, or"
                        + " raise the limit.")
@ValidationRule(
        value = "self.reload.overlap || !has(self.recycle) || !has(self.recycle.maxAgeSeconds)",
        message =
                "recycle.maxAgeSeconds: with reload.overlap: false a slot is empty while its worker is replaced, so no"
                        + " worker is replaced for its age; remove it, or set reload.overlap: true.")
public record WorkerAppSpec(
        @OnChange(Effect.SCALES)
        @SpecReplicas
        @Default("1")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("How many workers are wanted. Without effect while autoInstances is set.")
        Integer instances,

        @JsonPropertyDescription("Let the number of workers follow the nodes of the cluster, instead of instances.")
        @Nullable
        AutoInstances autoInstances,

        @OnChange(Effect.SCALES)
        @Default("false")
        @JsonPropertyDescription("Whether to stop all workers and keep everything else.")
        Boolean suspend,

        @OnChange(Effect.RELOADS)
        @Size(min = 1)
        @JsonPropertyDescription("The container image that the workers run.")
        @Nullable
        String image,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription("The entry point, instead of the image's; not run in a shell.")
        @Nullable
        List<String> command,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription("The entry point's arguments, instead of the image's.")
        @Nullable
        List<String> args,

        @OnChange(Effect.RELOADS)
        @Size(max = 500)
        @JsonPropertyDescription("Environment variables of the workers.")
        @Nullable
        List<EnvVar> env,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription("ConfigMaps and Secrets whose keys become environment variables.")
        @Nullable
        List<EnvFromSource> envFrom,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription("The memory and CPU that a worker asks for and is limited to.")
        @Nullable
        ResourceRequirements resources,

        @OnChange(Effect.RELOADS)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port on which a worker serves.")
        @Nullable
        Integer port,

        @JsonPropertyDescription("The options of the worker's JVM, and the worker runtime in it.")
        Java java,

        @OnChange(Effect.RELOADS)
        @Default("WORKER_INSTANCE")
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @JsonPropertyDescription("The environment variable that tells a worker its slot, a number from 0.")
        String instanceVariable,

        @OnChange(Effect.RELOADS)
        @JsonPropertyDescription(
                "Anything else about the workers' pods: merged under the fields above, lists by their keys, containers by"
                        + " name. The main container is named worker.")
        @Nullable
        PodTemplateSpec podTemplate,

        @Default("{}") @JsonPropertyDescription("When a worker is ready, and how long it may take to get ready.")
        Readiness readiness,

        @Default("{}") @JsonPropertyDescription("How a worker ends.")
        Shutdown shutdown,

        @Default("{}") @JsonPropertyDescription("How a reload goes.")
        Reload reload,

        @Default("{}") @JsonPropertyDescription("What the end of a worker leads to.")
        RestartPolicy restartPolicy,

        @JsonPropertyDescription("When a worker is replaced though nothing changed.") @Nullable
        Recycle recycle,

        @Default("{}") @JsonPropertyDescription("The Service that the operator keeps in front of the workers.")
        AppService service,

        @Default("{}") @JsonPropertyDescription("The PodDisruptionBudget that the operator keeps for the workers.")
        Disruption disruption,

        @OnChange(Effect.AT_ONCE)
        @Default("10")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "How many former versions of the spec are kept. Of each of them, and of the present one, the two newest"
                        + " revisions that no worker runs are kept; with 0 none is.")
        Integer revisionHistoryLimit) {

    /** In CEL: the worker runtime is neither injected nor in the image. */
    static final String NO_RUNTIME = "(self.readiness.signal != 'Ready' && (!has(self.java) || !has(self.java.agent) ||"
            + " self.java.agent != 'Inject'))";

    /** Fills in the defaults, as the schema does. */
    public WorkerAppSpec {
        instances = Objects.requireNonNullElse(instances, 1);
        suspend = Objects.requireNonNullElse(suspend, false);
        java = Objects.requireNonNullElseGet(java, Java::defaults);
        instanceVariable = Objects.requireNonNullElse(instanceVariable, "WORKER_INSTANCE");
        readiness = Objects.requireNonNullElseGet(readiness, Readiness::defaults);
        if (java.agent() == null) {
            Agent agent = readiness.signal() == Signal.Ready ? Agent.Inject : Agent.None;
            java = new Java(java.options(), agent, java.controlPort());
        }
        shutdown = Objects.requireNonNullElseGet(shutdown, Shutdown::defaults);
        reload = Objects.requireNonNullElseGet(reload, Reload::defaults);
        restartPolicy = Objects.requireNonNullElseGet(restartPolicy, RestartPolicy::defaults);
        service = Objects.requireNonNullElseGet(service, AppService::defaults);
        disruption = Objects.requireNonNullElseGet(disruption, Disruption::defaults);
        revisionHistoryLimit = Objects.requireNonNullElse(revisionHistoryLimit, 10);
    }

    /** Whether the worker runtime is brought into the workers' image. */
    public boolean injectsRuntime() {
        return java.agent() == Agent.Inject;
    }

    /** Whether the worker runtime is there, injected or in the image. */
    public boolean hasRuntime() {
        return injectsRuntime() || readiness.signal() == Signal.Ready;
    }
}
