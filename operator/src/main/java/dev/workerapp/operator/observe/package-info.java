/** What is there: informers' objects, read into the planner's Observed. Writes nothing, not even into a cache. */
@NullMarked
package dev.workerapp.operator.observe;

import org.jspecify.annotations.NullMarked;
