package dev.workerapp.planner.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of byte strings that numbers them in the order in which they come, from zero. Not thread-safe. */
final class Numbered {
    private static final int ABSENT = -1;

    private final List<byte[]> all = new ArrayList<>();
    private int[] table = empty(1 << 16);

    /** The number of the string, which is {@link #size()} of before if it is new. */
    int add(byte[] bytes) {
        int at = place(bytes);
        if (table[at] != ABSENT) {
            return table[at];
        }
        table[at] = all.size();
        all.add(bytes);
        if (all.size() * 2 > table.length) {
            grow();
        }
        return all.size() - 1;
    }

    int size() {
        return all.size();
    }

    byte[] get(int number) {
        return all.get(number);
    }

    private int place(byte[] bytes) {
        int at = hash(bytes) & (table.length - 1);
        while (table[at] != ABSENT && !Arrays.equals(all.get(table[at]), bytes)) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    private void grow() {
        table = empty(table.length * 2);
        for (int number = 0; number < all.size(); number++) {
            table[place(all.get(number))] = number;
        }
    }

    private static int hash(byte[] bytes) {
        int hash = Arrays.hashCode(bytes) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static int[] empty(int size) {
        int[] table = new int[size];
        Arrays.fill(table, ABSENT);
        return table;
    }
}
