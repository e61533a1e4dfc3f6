package dev.workerapp.operator;

import java.time.Duration;

/**
 * How much the operator does at once instead of one after the other, and how often it asks.
 *
 * @param passes the least time between the starts of two passes of an app
 * @param numbers for how long the numbers of a status wait before they are written
 * @param events for how long Events are collected that tell of one worker after the other
 * @param usage how often workers are asked what they use, where there is a limit
 */
record Pace(Duration passes, Duration numbers, Duration events, Duration usage) {

    /**
     * Nobody notices a pass that starts so much later, hardly anybody that the numbers are so old, and an Event is there
     * before somebody asks for it; and each is long enough for several workers of a reload. What a worker uses grows slowly,
     * and Kubernetes measures it no more often.
     */
    static final Pace USUAL =
            new Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30));
}
