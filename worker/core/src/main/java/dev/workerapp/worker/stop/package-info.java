/** How a worker leaves: first it drains, then it stops. */
@NullMarked
package dev.workerapp.worker.stop;

import org.jspecify.annotations.NullMarked;
