@NullMarked
package dev.workerapp.operator.status;

import org.jspecify.annotations.NullMarked;
