/** What a verb is: what it declares, what it is given, what it works with. */
@NullMarked
package dev.workerapp.cli.command;

import org.jspecify.annotations.NullMarked;
