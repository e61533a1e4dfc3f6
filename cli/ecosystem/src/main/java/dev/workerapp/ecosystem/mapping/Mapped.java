package dev.workerapp.ecosystem.mapping;

/**
 * A WorkerApp that was made.
 *
 * @param namespace nothing for the one that kubectl is set to
 * @param yaml one document
 */
public record Mapped(String namespace, String name, String yaml) {}
