/** How workers end: what was seen of it, from the pod that is gone to the report. */
@NullMarked
package dev.workerapp.operator.termination;

import org.jspecify.annotations.NullMarked;
