/** What can be seen of the operator. */
@NullMarked
package dev.workerapp.cli.operator;

import org.jspecify.annotations.NullMarked;
