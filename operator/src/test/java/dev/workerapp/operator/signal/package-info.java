@NullMarked
package dev.workerapp.operator.signal;

import org.jspecify.annotations.NullMarked;
