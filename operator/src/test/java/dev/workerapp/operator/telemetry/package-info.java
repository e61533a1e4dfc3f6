@NullMarked
package dev.workerapp.operator.telemetry;

import org.jspecify.annotations.NullMarked;
