/** The counters and callbacks of the one worker in this JVM. */
@NullMarked
package dev.workerapp.worker.state;

import org.jspecify.annotations.NullMarked;
