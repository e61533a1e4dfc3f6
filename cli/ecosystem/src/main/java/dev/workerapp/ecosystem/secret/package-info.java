/** What must not be printed. */
@NullMarked
package dev.workerapp.ecosystem.secret;

import org.jspecify.annotations.NullMarked;
