@NullMarked
package dev.workerapp.worker.signal;

import org.jspecify.annotations.NullMarked;
