/** The import of PM2's files: reads one, and writes WorkerApps and a report. */
@NullMarked
package dev.workerapp.ecosystem;

import org.jspecify.annotations.NullMarked;
