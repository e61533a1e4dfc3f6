/** A real API server for the tests of all modules. */
@NullMarked
package dev.workerapp.testing;

import org.jspecify.annotations.NullMarked;
