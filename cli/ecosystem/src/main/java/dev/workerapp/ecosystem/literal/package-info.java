/** JavaScript that is data alone: JSON5 and what PM2's files wrap around it. Nothing is run. */
@NullMarked
package dev.workerapp.ecosystem.literal;

import org.jspecify.annotations.NullMarked;
