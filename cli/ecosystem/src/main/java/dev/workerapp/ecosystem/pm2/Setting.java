package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An option of an app that is set.
 *
 * @param option PM2's name of it
 * @param key the name that the file has, which may be an alias
 * @param value as PM2 takes it: numbers are numbers, and what may be an array is one
 * @param at where the key stands
 */
public record Setting(
        String option, String key, Value value, @Nullable Position at) {}
