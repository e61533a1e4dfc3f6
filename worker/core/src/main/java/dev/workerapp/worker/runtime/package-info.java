/** Puts the parts together, once in a JVM, also when several class loaders have a copy of them. */
@NullMarked
package dev.workerapp.worker.runtime;

import org.jspecify.annotations.NullMarked;
