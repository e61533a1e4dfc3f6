/** Proves on a real cluster what a client sees while an app is changed: runs the combinations, one after the other. */
@NullMarked
package dev.workerapp.campaign;

import org.jspecify.annotations.NullMarked;
