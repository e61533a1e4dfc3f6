/** What is printed: streams, colours, tables. */
@NullMarked
package dev.workerapp.cli.output;

import org.jspecify.annotations.NullMarked;
