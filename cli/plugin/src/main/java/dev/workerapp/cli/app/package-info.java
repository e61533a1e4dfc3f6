/** What the API server says of apps and their workers, read from JSON. */
@NullMarked
package dev.workerapp.cli.app;

import org.jspecify.annotations.NullMarked;
