/** Messages between workers, and from people to workers: at most once, and nothing is stored. */
@NullMarked
package dev.workerapp.worker.message;

import org.jspecify.annotations.NullMarked;
