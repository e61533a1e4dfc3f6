/** What actions and messages have in common: their names, why a call fails, and JSON. */
@NullMarked
package dev.workerapp.worker.call;

import org.jspecify.annotations.NullMarked;
