/** What the pod's environment tells the runtime: the contract with the operator. */
@NullMarked
package dev.workerapp.worker.environment;

import org.jspecify.annotations.NullMarked;
