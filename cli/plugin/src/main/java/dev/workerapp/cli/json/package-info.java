/** JSON as a small tree, read and written in a stream. */
@NullMarked
package dev.workerapp.cli.json;

import org.jspecify.annotations.NullMarked;
