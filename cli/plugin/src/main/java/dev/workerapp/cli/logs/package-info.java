/** The logs of workers. */
@NullMarked
package dev.workerapp.cli.logs;

import org.jspecify.annotations.NullMarked;
