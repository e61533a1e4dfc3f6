@NullMarked
package dev.workerapp.worker.call;

import org.jspecify.annotations.NullMarked;
