package dev.workerapp.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * An informer's store that does without {@code managedFields}: who set which field, which takes more room than all the
 * rest of an app and which nobody reads. Thread-safe, as the store that it extends.
 *
 * @param <T> what is stored
 */
public final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {

    /** An empty store. */
    public LeanStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable T put(String key, T object) {
        // It has just been read from the API server, and nobody else has seen it yet.
        object.getMetadata().setManagedFields(null);
        return super.put(key, object);
    }
}
