/**
 * The runtime inside a worker: it says when the worker is ready, drains it before it ends, and measures it. This package
 * is what apps and adapters use; the ones below it are how it is done, and may change.
 *
 * <p>Outside a cluster, where {@code WORKERAPP_CONTROL_PORT} is not set, nothing is opened and nothing is waited for:
 * an app that uses it runs as before.
 */
@NullMarked
package dev.workerapp.worker;

import org.jspecify.annotations.NullMarked;
