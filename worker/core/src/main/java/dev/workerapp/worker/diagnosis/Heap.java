package dev.workerapp.worker.diagnosis;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The heap: collected, and dumped. Needs the modules java.management and, for the dump, jdk.management. */
final class Heap {
    private Heap() {}

    static Map<String, Object> collect() {
        long before = used();
        long begin = System.nanoTime();
        System.gc();
        var result = new LinkedHashMap<String, Object>();
        result.put("heapBeforeBytes", before);
        result.put("heapAfterBytes", used());
        result.put("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return result;
    }

    /** @param live whether to leave out what is unreachable, which takes a full collection first */
    static Path dump(boolean live) throws Exception {
        var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        // A dump has about as many bytes as the objects in it.
        return DumpFolder.write("heap.hprof", used(), file -> bean.dumpHeap(file.toString(), live));
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
