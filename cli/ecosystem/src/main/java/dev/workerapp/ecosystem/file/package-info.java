/** From the name of a file to the value in it. */
@NullMarked
package dev.workerapp.ecosystem.file;

import org.jspecify.annotations.NullMarked;
