@NullMarked
package dev.workerapp.operator.lease;

import org.jspecify.annotations.NullMarked;
