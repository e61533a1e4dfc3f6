/** Tests of the answers to evictions. */
@NullMarked
package dev.workerapp.operator.eviction;

import org.jspecify.annotations.NullMarked;
