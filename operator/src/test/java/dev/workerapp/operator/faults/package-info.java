/**
 * Runs of the operator as it ships while single requests to the API server fail: each kind of fault at each request, and
 * random ones together.
 *
 * <p>To be read in this order: {@code FaultKind} (what may fail), {@code Point} and {@code Fault} (where, and how often),
 * {@code Scenario} (what happens to the app meanwhile, and how it must end), {@code Run} (one run, and all that is checked),
 * {@code FaultRuns} (which runs there are), {@code FaultRunsTest}. The checks of a run are {@code Invariants} (after each
 * change), {@code EventCheck} and {@code FailureReport}. {@code FaultyTransport} and {@code FaultyWatch} make the faults.
 * {@code World} is the cluster: the API server, scheduler, kubelet and garbage collector of package {@code api}, in memory.
 */
@NullMarked
package dev.workerapp.operator.faults;

import org.jspecify.annotations.NullMarked;
