@NullMarked
package dev.workerapp.worker.action;

import org.jspecify.annotations.NullMarked;
