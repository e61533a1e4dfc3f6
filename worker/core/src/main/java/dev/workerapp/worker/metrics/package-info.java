/** What Prometheus reads: the JVM, the process, the requests, the drain. */
@NullMarked
package dev.workerapp.worker.metrics;

import org.jspecify.annotations.NullMarked;
