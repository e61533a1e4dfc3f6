/** Changes of what an app asks for: start, stop, scale, pause, resume, delete. */
@NullMarked
package dev.workerapp.cli.change;

import org.jspecify.annotations.NullMarked;
