package dev.workerapp.worker.usage;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Follows the collections of the old generation by the JVM's own notifications, one for each collection. Needs {@code
 * jdk.management}. Safe for use by several threads.
 */
final class OldGeneration {
    private final OldCollections collections = new OldCollections();
    private final MemoryPoolMXBean pool;

    private OldGeneration(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    /** Begins to follow; empty where there is no old generation to follow. */
    static Optional<OldGeneration> follow() {
        return OldPool.find().map(pool -> {
            var old = new OldGeneration(pool);
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(NotificationEmitter.class::isInstance)
                    .map(NotificationEmitter.class::cast)
                    .forEach(collector ->
                            collector.addNotificationListener((notice, handback) -> old.hear(notice), null, null));
            return old;
        });
    }

    private void hear(Notification notice) {
        if (notice.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            hear(GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData()));
        }
    }

    /** By HotSpot's own words. The pauses of a cycle of ZGC have no usage, and are passed over. */
    private void hear(GarbageCollectionNotificationInfo collection) {
        var usage = collection.getGcInfo().getMemoryUsageAfterGc().get(pool.getName());
        if (usage == null) {
            return;
        }
        long used = usage.getUsed();
        switch (collection.getGcAction()) {
            case "end of minor GC" -> collections.collected(used);
            case "end of major GC" -> collections.collectedWhole(used);
            case "end of concurrent GC pause" -> collections.marked(used);
            case "end of GC cycle" -> {
                if (collection.getGcName().equals("ZGC Major Cycles")) {
                    collections.collectedWhole(used);
                } else {
                    collections.collected(used);
                }
            }
            default -> {}
        }
    }

    /** How large it can become, in bytes: its own limit, else the heap's. */
    long max() {
        long max = pool.getUsage().getMax();
        return max > 0 ? max : Runtime.getRuntime().maxMemory();
    }

    /** The least that was in use since it was last collected twice, in bytes; empty before. */
    OptionalLong lowest() {
        return collections.lowest();
    }
}
