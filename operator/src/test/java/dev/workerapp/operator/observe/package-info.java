/** How API objects are read. */
@NullMarked
package dev.workerapp.operator.observe;

import org.jspecify.annotations.NullMarked;
