/** Files of PM2 in every form, and what becomes of them. */
@NullMarked
package dev.workerapp.ecosystem;

import org.jspecify.annotations.NullMarked;
