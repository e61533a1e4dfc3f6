package dev.workerapp.operator.observe;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Why a container of a pod does not run, or what it has ended of, and which container it is. */
final class ContainerProblems {

    /** Why a container waits when its image can't be had (kubernetes, pkg/kubelet/images; cri-api, pkg/errors). */
    private static final Set<String> IMAGE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");

    /** Why a container waits that ran and was ended: by its own hook. */
    private static final String HOOK = "PostStartHookError";

    /** With which a JVM ends that has that option (hotspot, share/utilities/debug.cpp). */
    private static final int EXIT_ON_OUT_OF_MEMORY = 3;

    private static final Map<Integer, String> SIGNALS = Map.of(
            130, "SIGINT",
            131, "SIGQUIT",
            132, "SIGILL",
            134, "SIGABRT: also that of a JVM that has crashed",
            135, "SIGBUS",
            136, "SIGFPE",
            137, "SIGKILL",
            139, "SIGSEGV",
            143, "SIGTERM");

    private ContainerProblems() {}

    /** What keeps a pod from running that is not ready: the first container that is in trouble, as they start. */
    static Optional<Problem> of(Pod pod) {
        return PodContainer.of(pod).stream()
                .flatMap(container -> of(container).stream())
                .findFirst();
    }

    private static Optional<Problem> of(PodContainer container) {
        if (container.couldNotStart()) {
            return container
                    .lastEnd()
                    .map(end -> cantStart(container, Reason.CONTAINER_CONFIG, end.getReason(), said(end)));
        }
        if (container.isInBackOff()) {
            // The kubelet's own message has a wait in it that grows, and would never stand still.
            return Optional.of(new Problem(Reason.CRASH_LOOP, crashes(container)));
        }
        return container
                .stuck()
                .map(waiting -> cantStart(
                        container,
                        kind(waiting.getReason()),
                        waiting.getReason(),
                        Objects.requireNonNullElse(waiting.getMessage(), "").strip()));
    }

    private static Problem cantStart(PodContainer container, Reason kind, String reason, String message) {
        return new Problem(
                kind, container.words() + " can't be started: " + reason + (message.isEmpty() ? "" : ": " + message));
    }

    private static Reason kind(String waiting) {
        if (waiting.equals(HOOK)) {
            return Reason.CRASH_LOOP;
        }
        return IMAGE.contains(waiting) ? Reason.IMAGE_PULL : Reason.CONTAINER_CONFIG;
    }

    /** How often a container has ended by itself, and how last, in its own last words. */
    static String crashes(PodContainer container) {
        int times = container.ends(false);
        String often = times == 1 ? " exited once, with " : " exited " + times + " times, last with ";
        return container.words()
                + container
                        .lastEnd()
                        .map(end -> often + code(end) + lastLines(end))
                        .orElse(" ends again and again");
    }

    /** How a container ended, in its own last words. */
    static String ended(PodContainer container, ContainerStateTerminated end) {
        return container.words() + " exited with " + code(end) + lastLines(end);
    }

    /** The exit code, and what it means where it is a signal or one that a JVM is known to end with. */
    static String code(ContainerStateTerminated end) {
        int code = Objects.requireNonNullElse(end.getExitCode(), 0);
        String meaning;
        if ("OOMKilled".equals(end.getReason())) {
            meaning = " (OOMKilled: it used more memory than its limit)";
        } else if (code == EXIT_ON_OUT_OF_MEMORY) {
            meaning = " (also that of a JVM with ExitOnOutOfMemoryError whose memory is exhausted)";
        } else if (code > 128 && code < 256) {
            meaning = " (" + SIGNALS.getOrDefault(code, "signal " + (code - 128)) + ")";
        } else {
            meaning = "";
        }
        return "code " + code + meaning;
    }

    /** What the container left: its termination message, which is the end of its log where it has written none. */
    private static String lastLines(ContainerStateTerminated end) {
        String said = said(end);
        return said.isEmpty() ? "" : ": " + said;
    }

    /** The worker runtime's own report is for the operator, not for a person. */
    private static String said(ContainerStateTerminated end) {
        return Termination.report(end.getMessage()).isPresent()
                ? ""
                : Objects.requireNonNullElse(end.getMessage(), "").strip();
    }

    /** The first init container that runs, other than the one by which the operator brings the worker runtime. */
    static Optional<PodContainer> initializing(Pod pod) {
        return PodContainer.of(pod).stream()
                .filter(container -> container.kind() == PodContainer.Kind.INIT
                        && container.running().isPresent()
                        && !Names.RUNTIME_CONTAINER.equals(container.status().getName()))
                .findFirst();
    }
}
