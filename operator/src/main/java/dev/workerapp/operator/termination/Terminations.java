package dev.workerapp.operator.termination;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Ends that were seen and are not reported yet. An end is taken down when its pod is gone, which is told once and never
 * again, so none is counted twice; one that comes while no operator leads is missed. Only the ends of apps that this
 * operator has begun to look after count: what a leader has reported is not for its successor, which has seen it too.
 * Thread-safe.
 */
public final class Terminations {

    private final Map<String, List<Termination>> byApp = new ConcurrentHashMap<>();

    /** When pods that are still there were asked to end, by UID: the kubelet's last delete writes over it. */
    private final Map<String, Instant> askedAt = new ConcurrentHashMap<>();

    private final Supplier<Set<String>> apps;

    /** @param apps the UIDs of all apps that there are; what is known of others is forgotten */
    public Terminations(Supplier<Set<String>> apps) {
        this.apps = apps;
    }

    /** A pod is as it is now. */
    public void seen(Pod pod) {
        Termination.askedAt(pod)
                .ifPresent(at -> askedAt.putIfAbsent(pod.getMetadata().getUid(), at));
    }

    /** A pod is gone; this is how it was last seen. */
    public void gone(Pod pod) {
        Optional<Instant> asked =
                Optional.ofNullable(askedAt.remove(pod.getMetadata().getUid()));
        Optional<Termination> ending = Termination.of(pod, asked);
        controller(pod)
                .filter(_ -> ending.isPresent())
                .ifPresent(app -> byApp.computeIfPresent(app, (_, before) -> with(before, List.of(ending.get()))));
    }

    /** This operator looks after the app, from now on. */
    public void follow(WorkerApp app) {
        if (byApp.putIfAbsent(app.getMetadata().getUid(), List.of()) == null) {
            // Pods of an app that is deleted in the foreground are gone before it, so that none of them ends the entry.
            Set<String> there = new HashSet<>(apps.get());
            there.add(app.getMetadata().getUid());
            byApp.keySet().retainAll(there);
        }
    }

    /** What has come since the last time. */
    public List<Termination> take(WorkerApp app) {
        List<Termination> taken = byApp.replace(app.getMetadata().getUid(), List.of());
        return taken == null ? List.of() : taken;
    }

    /** What was taken could not be reported. */
    public void giveBack(WorkerApp app, List<Termination> terminations) {
        byApp.computeIfPresent(app.getMetadata().getUid(), (_, since) -> with(terminations, since));
    }

    /** The app of a pod is gone, and nobody will ask. */
    public void forget(Pod pod) {
        askedAt.remove(pod.getMetadata().getUid());
        controller(pod).ifPresent(byApp::remove);
    }

    private static List<Termination> with(List<Termination> first, List<Termination> then) {
        List<Termination> both = new ArrayList<>(first);
        both.addAll(then);
        return List.copyOf(both);
    }

    private static Optional<String> controller(Pod pod) {
        return Stream.ofNullable(pod.getMetadata().getOwnerReferences())
                .flatMap(List::stream)
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(OwnerReference::getUid)
                .findFirst();
    }
}
