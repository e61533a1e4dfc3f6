/** The verbs: one class for each. */
@NullMarked
package dev.workerapp.cli.verb;

import org.jspecify.annotations.NullMarked;
