/** The runtime's own threads, and finding threads of this JVM by their name. */
@NullMarked
package dev.workerapp.worker.thread;

import org.jspecify.annotations.NullMarked;
