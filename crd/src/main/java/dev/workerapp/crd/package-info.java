/** The {@code WorkerApp} resource: its fields, their limits, and what a change of each one does. */
@NullMarked
package dev.workerapp.crd;

import org.jspecify.annotations.NullMarked;
