/** Which of several operators leads: the one that holds the lease. */
@NullMarked
package dev.workerapp.operator.lease;

import org.jspecify.annotations.NullMarked;
