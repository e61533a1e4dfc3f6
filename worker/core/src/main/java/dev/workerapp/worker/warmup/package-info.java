/** Makes the app's code warm before users come. */
@NullMarked
package dev.workerapp.worker.warmup;

import org.jspecify.annotations.NullMarked;
