/** What a user sees, on a real cluster with real workers and real load, through kubectl, its plug-in and helm alone. */
@NullMarked
package dev.workerapp.e2e;

import org.jspecify.annotations.NullMarked;
