@NullMarked
package dev.workerapp.worker.message;

import org.jspecify.annotations.NullMarked;
