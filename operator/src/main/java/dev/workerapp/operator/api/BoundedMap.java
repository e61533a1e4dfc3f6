package dev.workerapp.operator.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of so many entries: another one takes the place of the one that was read or written longest ago. For what is kept of
 * apps of whose end nobody tells. Not thread-safe.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final float LOAD = 0.75f;

    private final int most;

    /**
     * An empty map.
     *
     * @param most how many entries it has at most
     */
    public BoundedMap(int most) {
        super(0, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
