/** Whether this worker can serve: what the app said last, and what is seen of it at each probe. */
@NullMarked
package dev.workerapp.worker.ready;

import org.jspecify.annotations.NullMarked;
