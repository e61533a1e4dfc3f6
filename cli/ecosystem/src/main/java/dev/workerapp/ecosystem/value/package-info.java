/** A value as JavaScript, JSON or YAML has it, with the place where it stands. */
@NullMarked
package dev.workerapp.ecosystem.value;

import org.jspecify.annotations.NullMarked;
