/** The server under load that stands on the JDK's own {@code HttpServer}. */
@NullMarked
package dev.workerapp.bench.jdk;

import org.jspecify.annotations.NullMarked;
