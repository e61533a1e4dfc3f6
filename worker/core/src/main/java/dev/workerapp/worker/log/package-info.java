/** The runtime's own lines, on standard error. */
@NullMarked
package dev.workerapp.worker.log;

import org.jspecify.annotations.NullMarked;
