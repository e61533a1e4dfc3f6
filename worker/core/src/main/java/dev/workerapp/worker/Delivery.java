package dev.workerapp.worker;

/**
 * What became of a message that this worker has sent.
 *
 * @param delivered how many workers have taken it: it is in their queue, and handled soon unless they end before
 * @param failed how many have not: they could not be reached, do not listen to the topic, or have too many messages
 *     waiting
 */
public record Delivery(int delivered, int failed) {}
