/** Calls to the worker runtime in a pod, through its control port. */
@NullMarked
package dev.workerapp.operator.runtime;

import org.jspecify.annotations.NullMarked;
