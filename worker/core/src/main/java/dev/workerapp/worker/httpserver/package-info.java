/**
 * The adapter for the JDK's {@code HttpServer}: a filter for those who write it down, and a provider by which the agent
 * puts that filter before every context of an app that knows nothing of it.
 */
@NullMarked
package dev.workerapp.worker.httpserver;

import org.jspecify.annotations.NullMarked;
