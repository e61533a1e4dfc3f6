package dev.workerapp.worker.usage;

import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * An app of which some objects get old before they die, and others stay for ever.
 */
final class HeapApp {
    private static final int OBJECT = 2000;
    /** Bytes of garbage until it says that this is enough to know. */
    private static final long ENOUGH = 2L << 30;

    private static volatile byte[][] kept = {};

    private HeapApp() {}

    /** Takes how much of the old generation stays, in percent. */
    public static void main(String[] arguments) throws InterruptedException {
        var old = OldPool.find();
        if (old.isEmpty()) {
            System.out.println("no old generation");
            new CountDownLatch(1).await();
        }
        fill(old.orElseThrow().getUsage().getMax(), Integer.parseInt(arguments[0]));
    }

    private static void fill(long max, int percent) {
        var random = new Random(1);
        kept = new byte[(int) (max * percent / 100 / OBJECT)][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[OBJECT];
        }
        // A tenth of the old generation is replaced all the time, too late for the young one to collect it.
        var replaced = new byte[(int) (max / 10 / OBJECT)][];
        for (long made = 0; ; made += OBJECT) {
            replaced[random.nextInt(replaced.length)] = new byte[OBJECT];
            if (made / ENOUGH != (made + OBJECT) / ENOUGH) {
                System.out.println("enough");
            }
        }
    }
}
