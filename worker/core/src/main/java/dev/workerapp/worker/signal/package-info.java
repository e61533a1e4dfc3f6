/** Signals of the operating system: what the app does on them, and those that the operator asks for. */
@NullMarked
package dev.workerapp.worker.signal;

import org.jspecify.annotations.NullMarked;
