/** Calls to the worker runtimes of apps, through the API server: actions, messages and signals. */
@NullMarked
package dev.workerapp.cli.action;

import org.jspecify.annotations.NullMarked;
