package dev.workerapp.campaign.load;

/**
 * A request and what became of it. Times are microseconds since 1970.
 *
 * @param flow which kind of request it was
 * @param method {@code GET} or {@code POST}
 * @param due when it was to be sent
 * @param sent when it was sent; with {@link Outcome#TIMEOUT}, when it was given up unsent
 * @param ended when its answer, or the failure, was complete
 * @param outcome what became of it
 * @param status of the answer; 0 when there is none
 * @param worker its pod, or its slot, as the answer says; without an answer, what the last one on the same connection said;
 *     {@code -} if there was none
 * @param used how many requests the connection had carried before; −1 without a connection
 * @param detail what went wrong, in words; empty when nothing did
 */
public record Exchange(
        Flow flow,
        String method,
        long due,
        long sent,
        long ended,
        Outcome outcome,
        int status,
        String worker,
        int used,
        String detail) {

    /** From the time at which it was due to the end: waiting for a connection is part of it. */
    public long micros() {
        return ended - due;
    }

    /** One line, without its end. */
    String toLine() {
        return String.join(
                "\t",
                flow.name(),
                method,
                Long.toString(due),
                Long.toString(sent),
                Long.toString(ended),
                outcome.name(),
                Integer.toString(status),
                worker,
                Integer.toString(used),
                detail.replaceAll("\\s+", " "));
    }

    /** What {@link #toLine} has written. */
    public static Exchange ofLine(String line) {
        String[] cells = line.split("\t", -1);
        return new Exchange(
                Flow.valueOf(cells[0]),
                cells[1],
                Long.parseLong(cells[2]),
                Long.parseLong(cells[3]),
                Long.parseLong(cells[4]),
                Outcome.valueOf(cells[5]),
                Integer.parseInt(cells[6]),
                cells[7],
                Integer.parseInt(cells[8]),
                cells[9]);
    }
}
