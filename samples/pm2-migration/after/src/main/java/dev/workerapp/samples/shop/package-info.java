/** The shop of {@code before/server.js} in Java, endpoint by endpoint, as a worker that says itself when it is ready. */
@NullMarked
package dev.workerapp.samples.shop;

import org.jspecify.annotations.NullMarked;
