/** An API server in memory, below the HTTP client, with a node and a garbage collector that act on its events. */
@NullMarked
package dev.workerapp.operator.faults.api;

import org.jspecify.annotations.NullMarked;
