/** What workers measure of themselves: reads the pages of their runtimes, and makes rates and quantiles of two readings. */
@NullMarked
package dev.workerapp.cli.metrics;

import org.jspecify.annotations.NullMarked;
