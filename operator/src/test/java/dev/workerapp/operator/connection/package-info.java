@NullMarked
package dev.workerapp.operator.connection;

import org.jspecify.annotations.NullMarked;
