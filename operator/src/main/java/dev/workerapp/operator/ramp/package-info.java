/** How many apps are reloaded side by side for content that they share, so that a bad one costs one pod of one app. */
@NullMarked
package dev.workerapp.operator.ramp;

import org.jspecify.annotations.NullMarked;
