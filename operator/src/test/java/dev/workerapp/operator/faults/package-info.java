/**
 * Runs of the operator as it ships while single requests to the API server fail: each kind of fault at each request, and
 * random ones together.
 */
@NullMarked
package dev.workerapp.operator.faults;

import org.jspecify.annotations.NullMarked;
