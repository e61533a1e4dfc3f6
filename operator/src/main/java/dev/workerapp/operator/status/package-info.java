/** The planner's report as the app's status, and Events. */
@NullMarked
package dev.workerapp.operator.status;

import org.jspecify.annotations.NullMarked;
