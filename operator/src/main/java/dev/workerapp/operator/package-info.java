/** The process that runs in the cluster: observe, plan, execute, report. */
@NullMarked
package dev.workerapp.operator;

import org.jspecify.annotations.NullMarked;
