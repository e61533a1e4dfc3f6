@NullMarked
package dev.workerapp.operator.termination;

import org.jspecify.annotations.NullMarked;
