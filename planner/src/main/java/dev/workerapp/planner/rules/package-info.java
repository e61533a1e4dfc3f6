/**
 * The policy, rule by rule: each reads the view and says what is to be done about it, knowing nothing of the others.
 * Their order is in {@link dev.workerapp.planner.Planner}.
 */
@NullMarked
package dev.workerapp.planner.rules;

import org.jspecify.annotations.NullMarked;
