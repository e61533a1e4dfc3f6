@NullMarked
package dev.workerapp.worker.usage;

import org.jspecify.annotations.NullMarked;
