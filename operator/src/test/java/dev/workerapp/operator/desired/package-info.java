@NullMarked
package dev.workerapp.operator.desired;

import org.jspecify.annotations.NullMarked;
