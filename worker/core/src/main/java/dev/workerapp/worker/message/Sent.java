package dev.workerapp.worker.message;

/**
 * What became of a message.
 *
 * @param delivered how many workers have it in their queue
 * @param failed how many do not: they can't be reached, listen to no such topic, or have too many waiting
 */
public record Sent(int delivered, int failed) {
    static final Sent NOBODY = new Sent(0, 0);

    Sent plus(Sent other) {
        return new Sent(delivered + other.delivered, failed + other.failed);
    }
}
