/** Shows one app, whole. */
@NullMarked
package dev.workerapp.cli.describe;

import org.jspecify.annotations.NullMarked;
