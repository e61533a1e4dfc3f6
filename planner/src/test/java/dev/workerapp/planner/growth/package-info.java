/** How the work of a plan grows with the number of workers: counted, not timed. */
@NullMarked
package dev.workerapp.planner.growth;

import org.jspecify.annotations.NullMarked;
