@NullMarked
package dev.workerapp.worker.diagnosis;

import org.jspecify.annotations.NullMarked;
