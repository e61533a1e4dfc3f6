/** What is there: informers' objects, read into the planner's Observed. Writes nothing. */
@NullMarked
package dev.workerapp.operator.observe;

import org.jspecify.annotations.NullMarked;
