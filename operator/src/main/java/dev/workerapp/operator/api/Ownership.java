package dev.workerapp.operator.api;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose an object is, as its metadata say. What somebody else controls is never touched. */
public final class Ownership {

    private Ownership() {}

    /** The labels by which an app's objects are found. */
    public static Map<String, String> labels(WorkerApp app) {
        return Map.of(Names.APP, app.getMetadata().getName());
    }

    /**
     * What the Service, the budget and the scale subresource select an app's workers by. The app's UID is not part of it: an
     * app that is deleted with {@code --cascade=orphan} and created again must not lose its workers' requests meanwhile.
     */
    public static Map<String, String> workerLabels(WorkerApp app) {
        return new TreeMap<>(Map.of(Names.APP, app.getMetadata().getName(), Names.WORKER, "true"));
    }

    /** Whether an object has all these labels with these values. */
    public static boolean hasLabels(HasMetadata object, Map<String, String> labels) {
        return labels.entrySet().stream().allMatch(wanted -> label(object, wanted.getKey())
                .filter(wanted.getValue()::equals)
                .isPresent());
    }

    /** The label of an object, if it has it. */
    public static Optional<String> label(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(name));
    }

    /** The annotation of an object, if it has it. */
    public static Optional<String> annotation(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    /** The reference that makes the app the controller of an object; garbage collection follows from it. */
    public static OwnerReference reference(WorkerApp app) {
        return new OwnerReferenceBuilder()
                .withApiVersion(app.getApiVersion())
                .withKind(app.getKind())
                .withName(app.getMetadata().getName())
                .withUid(app.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** Whether the app controls the object, by UID. */
    public static boolean controls(WorkerApp app, HasMetadata object) {
        return controller(object)
                .filter(owner -> owner.getUid().equals(app.getMetadata().getUid()))
                .isPresent();
    }

    /** Whether nobody controls the object. */
    public static boolean isOrphan(HasMetadata object) {
        return controller(object).isEmpty();
    }

    /** The UID of what controls the object; empty if nobody does. */
    public static String controllerUid(HasMetadata object) {
        return controller(object).map(OwnerReference::getUid).orElse("");
    }

    /** The reference to what controls the object. */
    public static Optional<OwnerReference> controller(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getOwnerReferences()).orElse(List.of()).stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}
