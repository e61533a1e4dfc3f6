package dev.workerapp.planner.search;

import java.util.Arrays;

/**
 * Which state follows which when no more faults happen. States are added in their order. If nothing goes in a circle
 * here, then every way ends, whatever is quicker than what. Not thread-safe.
 */
final class Graph {
    private int[] starts = new int[1 << 10];
    private int[] ends = new int[1 << 12];
    private int states;
    private int edges;

    /** The next state begins. */
    void state() {
        if (states + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[states++] = edges;
        starts[states] = edges;
    }

    /** From the state that began last. */
    void edge(int to) {
        if (edges == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[edges++] = to;
        starts[states] = edges;
    }

    /** A state from which one comes back to it, or -1. */
    int circle() {
        byte[] seen = new byte[states];
        int[] path = new int[states];
        int[] next = new int[states];
        for (int root = 0; root < states; root++) {
            int depth = seen[root] == 0 ? 1 : 0;
            path[0] = root;
            next[root] = starts[root];
            while (depth > 0) {
                int at = path[depth - 1];
                seen[at] = 1;
                if (next[at] == starts[at + 1]) {
                    seen[at] = 2;
                    depth--;
                } else {
                    int to = ends[next[at]++];
                    if (seen[to] == 1) {
                        return to;
                    }
                    if (seen[to] == 0) {
                        next[to] = starts[to];
                        path[depth++] = to;
                    }
                }
            }
        }
        return -1;
    }
}
