/** Signals of the operating system that apps ask for, and their way to the workers. */
@NullMarked
package dev.workerapp.operator.signal;

import org.jspecify.annotations.NullMarked;
