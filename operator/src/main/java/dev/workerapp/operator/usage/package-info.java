/**
 * What workers use, as far as {@code recycle} limits it: asked of them from time to time, and kept in memory alone, since it
 * can be asked again.
 */
@NullMarked
package dev.workerapp.operator.usage;

import org.jspecify.annotations.NullMarked;
