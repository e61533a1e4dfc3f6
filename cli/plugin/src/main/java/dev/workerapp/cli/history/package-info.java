/** The revisions of an app: what they are, how they differ, and how to go back to one. */
@NullMarked
package dev.workerapp.cli.history;

import org.jspecify.annotations.NullMarked;
