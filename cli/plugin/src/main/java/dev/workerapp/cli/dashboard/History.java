package dev.workerapp.cli.dashboard;

import dev.workerapp.cli.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;

/** How an app was in the last quarter of an hour. Not thread-safe. */
final class History {

    /** A quarter of an hour, with a look every two seconds. */
    private static final int LONGEST = 450;

    private final Deque<Json> points = new ArrayDeque<>();

    void add(Json point) {
        if (points.size() == LONGEST) {
            points.removeFirst();
        }
        points.addLast(point);
    }

    /** The points, the oldest first. */
    Json json() {
        return Json.array(points);
    }
}
