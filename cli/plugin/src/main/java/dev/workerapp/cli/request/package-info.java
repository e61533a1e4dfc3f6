/** Requests to an app by annotations: reload, restart, undo. */
@NullMarked
package dev.workerapp.cli.request;

import org.jspecify.annotations.NullMarked;
