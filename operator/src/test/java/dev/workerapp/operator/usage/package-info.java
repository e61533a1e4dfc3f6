@NullMarked
package dev.workerapp.operator.usage;

import org.jspecify.annotations.NullMarked;
