@NullMarked
package dev.workerapp.operator.ramp;

import org.jspecify.annotations.NullMarked;
