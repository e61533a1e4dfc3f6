/** The way to the API server: the user's own kubectl, which knows how to log in. */
@NullMarked
package dev.workerapp.cli.kubectl;

import org.jspecify.annotations.NullMarked;
