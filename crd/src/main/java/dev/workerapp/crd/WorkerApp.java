package dev.workerapp.crd;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An app: what its workers run, how many there are, and how they are replaced. Not thread-safe, as all API objects. */
@Group(WorkerApp.GROUP)
@Version(WorkerApp.VERSION)
@Kind(WorkerApp.KIND)
@Plural("workerapps")
@Singular("workerapp")
@ShortNames("wa")
public final class WorkerApp extends CustomResource<WorkerAppSpec, WorkerAppStatus> implements Namespaced {

    /** The API group. */
    public static final String GROUP = "workerapp.dev";

    /** The API version. */
    public static final String VERSION = "v1";

    /** The kind. */
    public static final String KIND = "WorkerApp";

    private static final long serialVersionUID = 1L;

    private transient @Nullable String unreadable;
    private transient @Nullable String canonicalSpec;

    /**
     * Why the spec can't be used: the field, its value, and what would do. Empty if it can. An app whose spec can't be used
     * is left as it is.
     */
    public Optional<String> unreadable() {
        if (unreadable == null && getSpec() == null) {
            return Optional.of("spec: it is missing.");
        }
        return Optional.ofNullable(unreadable);
    }

    /** Says that the spec that was given can't be read, and why. */
    public void markUnreadable(String why) {
        unreadable = why;
    }

    /** {@link CanonicalSpec#of} its spec, which must be there; worked out once, since each look at the app asks for it. */
    public String canonicalSpec() {
        String known = canonicalSpec;
        if (known == null) {
            known = CanonicalSpec.of(getSpec());
            canonicalSpec = known;
        }
        return known;
    }

    @Override
    public void setSpec(@Nullable WorkerAppSpec spec) {
        super.setSpec(spec);
        canonicalSpec = null;
        unreadable = spec == null ? null : Limits.exceeded("spec", spec).orElse(null);
    }

    // Records have no empty form to begin with.
    @Override
    protected @Nullable WorkerAppSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable WorkerAppStatus initStatus() {
        return null;
    }
}
