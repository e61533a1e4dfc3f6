/** What becomes of each option of PM2: one rule for one idea. */
@NullMarked
package dev.workerapp.ecosystem.mapping;

import org.jspecify.annotations.NullMarked;
