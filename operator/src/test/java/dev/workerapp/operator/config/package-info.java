/** Tests of what workers are configured with. */
@NullMarked
package dev.workerapp.operator.config;

import org.jspecify.annotations.NullMarked;
