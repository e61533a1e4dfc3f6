package dev.workerapp.worker;

import java.util.OptionalInt;

/**
 * A message that this worker got.
 *
 * @param from the slot of the worker that has sent it; empty if it was a person or another program
 * @param json as it was sent; JSON by convention, which nobody has checked
 */
public record Message(OptionalInt from, String json) {}
