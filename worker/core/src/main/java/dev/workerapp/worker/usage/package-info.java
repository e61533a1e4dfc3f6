/** What the operator asks a worker for before it recycles it: how many requests it has served, how full its heap stays. */
@NullMarked
package dev.workerapp.worker.usage;

import org.jspecify.annotations.NullMarked;
