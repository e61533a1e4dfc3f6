@NullMarked
package dev.workerapp.operator.execute;

import org.jspecify.annotations.NullMarked;
