@NullMarked
package dev.workerapp.operator.api;

import org.jspecify.annotations.NullMarked;
