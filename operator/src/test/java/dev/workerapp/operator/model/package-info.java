/** How API objects are read. */
@NullMarked
package dev.workerapp.operator.model;

import org.jspecify.annotations.NullMarked;
