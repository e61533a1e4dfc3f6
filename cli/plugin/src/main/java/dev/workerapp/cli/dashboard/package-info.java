/** {@code dashboard}: a page on loopback that shows apps and workers as they are, and how they were in the last minutes. */
@NullMarked
package dev.workerapp.cli.dashboard;

import org.jspecify.annotations.NullMarked;
