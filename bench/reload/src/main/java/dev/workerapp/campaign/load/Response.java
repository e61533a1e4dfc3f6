package dev.workerapp.campaign.load;

/**
 * A complete answer.
 *
 * @param status three digits
 * @param body as text, one character a byte
 * @param worker who has answered, by the header {@code X-Worker}; empty without one
 * @param closes this was the last one on its connection
 */
record Response(int status, String body, String worker, boolean closes) {}
