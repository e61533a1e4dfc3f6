/** What a person or a program may ask this worker to do. */
@NullMarked
package dev.workerapp.worker.action;

import org.jspecify.annotations.NullMarked;
