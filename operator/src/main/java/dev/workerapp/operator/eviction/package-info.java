/**
 * Evictions of workers, answered by an admission webhook: refused until the worker's replacement is available, and taken
 * for a request to start that.
 */
@NullMarked
package dev.workerapp.operator.eviction;

import org.jspecify.annotations.NullMarked;
