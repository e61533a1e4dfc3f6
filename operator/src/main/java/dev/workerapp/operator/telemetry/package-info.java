/** What the operator says of itself: metrics, health. */
@NullMarked
package dev.workerapp.operator.telemetry;

import org.jspecify.annotations.NullMarked;
