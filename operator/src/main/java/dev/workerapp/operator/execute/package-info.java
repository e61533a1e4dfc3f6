/** Carries out the planner's actions. All writes to the API server go through one narrow interface. */
@NullMarked
package dev.workerapp.operator.execute;

import org.jspecify.annotations.NullMarked;
