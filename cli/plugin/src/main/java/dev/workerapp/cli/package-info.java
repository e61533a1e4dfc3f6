/** The kubectl plug-in: its verbs, and how one of them is found and run. */
@NullMarked
package dev.workerapp.cli;

import org.jspecify.annotations.NullMarked;
