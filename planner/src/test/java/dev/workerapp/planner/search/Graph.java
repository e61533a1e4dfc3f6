package dev.workerapp.planner.search;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which state follows which when no more faults happen. States are added in their order. A step that takes time says that
 * a back-off, or the like, is over. If nothing goes in a circle without such a step, then the app comes to rest on every
 * way, whatever is quicker than what, or it waits again and again. Not thread-safe.
 */
final class Graph {
    private int[] starts = new int[1 << 10];
    /** The state that follows; its complement where the step takes time. */
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
    void edge(int to, boolean takesTime) {
        if (edges == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[edges++] = takesTime ? ~to : to;
        starts[states] = edges;
    }

    /** A state from which one comes back to it in no time, or -1. */
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
                    if (to >= 0 && seen[to] == 1) {
                        return to;
                    }
                    if (to >= 0 && seen[to] == 0) {
                        next[to] = starts[to];
                        path[depth++] = to;
                    }
                }
            }
        }
        return -1;
    }

    /**
     * The states that come again for ever: those of which each can be reached from all that can be reached from it. By
     * Tarjan's algorithm for strongly connected components (SIAM J. Comput. 1, 1972).
     */
    BitSet lasting() {
        return new Components().lasting;
    }

    private final class Components {
        final BitSet lasting = new BitSet();
        private final int[] index = new int[states];
        private final int[] low = new int[states];
        private final int[] next = new int[states];
        private final int[] path = new int[states];
        private final int[] stack = new int[states];
        private final BitSet onStack = new BitSet();
        private final int[] component = new int[states];
        private int visited;
        private int components;
        private int top;

        Components() {
            for (int root = 0; root < states; root++) {
                if (index[root] == 0) {
                    visit(root);
                }
            }
        }

        private void visit(int root) {
            int depth = 0;
            path[depth++] = enter(root);
            while (depth > 0) {
                int at = path[depth - 1];
                if (next[at] < starts[at + 1]) {
                    int to = to(next[at]++);
                    if (index[to] == 0) {
                        path[depth++] = enter(to);
                    } else if (onStack.get(to)) {
                        low[at] = Math.min(low[at], index[to]);
                    }
                } else {
                    depth--;
                    if (depth > 0) {
                        low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[at]);
                    }
                    if (low[at] == index[at]) {
                        leave(at);
                    }
                }
            }
        }

        private int enter(int state) {
            index[state] = ++visited;
            low[state] = visited;
            next[state] = starts[state];
            stack[top++] = state;
            onStack.set(state);
            return state;
        }

        /** The component of a state is complete: from its place on the stack to the top. */
        private void leave(int state) {
            int bottom = top;
            do {
                onStack.clear(stack[--bottom]);
            } while (stack[bottom] != state);
            int count = ++components;
            for (int i = bottom; i < top; i++) {
                component[stack[i]] = count;
            }
            if (isClosed(bottom)) {
                for (int i = bottom; i < top; i++) {
                    lasting.set(stack[i]);
                }
            }
            top = bottom;
        }

        /** Whether something follows on the states of the component, and only what is in it. */
        private boolean isClosed(int bottom) {
            boolean any = false;
            for (int i = bottom; i < top; i++) {
                for (int edge = starts[stack[i]]; edge < starts[stack[i] + 1]; edge++) {
                    any = true;
                    if (component[to(edge)] != components) {
                        return false;
                    }
                }
            }
            return any;
        }
    }

    private int to(int edge) {
        return ends[edge] < 0 ? ~ends[edge] : ends[edge];
    }
}
