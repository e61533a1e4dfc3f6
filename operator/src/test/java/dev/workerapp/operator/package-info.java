@NullMarked
package dev.workerapp.operator;

import org.jspecify.annotations.NullMarked;
