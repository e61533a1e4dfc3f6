/** Says why an app is not as it is asked to be, and what to do. */
@NullMarked
package dev.workerapp.cli.why;

import org.jspecify.annotations.NullMarked;
