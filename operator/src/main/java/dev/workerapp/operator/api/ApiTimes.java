package dev.workerapp.operator.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The times of API objects: RFC 3339, in whole seconds or in microseconds. */
public final class ApiTimes {

    private ApiTimes() {}

    /** The time that the text says; empty if there is no text, or no time in it. */
    public static Optional<Instant> parse(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
