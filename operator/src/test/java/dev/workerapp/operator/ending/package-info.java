@NullMarked
package dev.workerapp.operator.ending;

import org.jspecify.annotations.NullMarked;
