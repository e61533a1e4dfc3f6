/** A text, places in it, and what is wrong at a place. */
@NullMarked
package dev.workerapp.ecosystem.source;

import org.jspecify.annotations.NullMarked;
