/**
 * Decides what to do next for one app: a pure function from what is wanted and what is seen to the actions, the
 * reported state and the time to look again. Depends on the JDK alone; knows no clock, no client, no logger.
 */
@NullMarked
package dev.workerapp.planner;

import org.jspecify.annotations.NullMarked;
