/** What is said about an app: counts, conditions, slots and the reload, in words for a person. */
@NullMarked
package dev.workerapp.planner.report;

import org.jspecify.annotations.NullMarked;
