package dev.workerapp.cli.logs;

import java.time.Instant;

/**
 * A line of a log.
 *
 * @param source whose it is
 * @param time when it was written
 * @param text the line as it was written
 */
public record Line(Source source, Instant time, String text) {}
