/** How the runtime gets into an image that does not have it. */
@NullMarked
package dev.workerapp.worker.install;

import org.jspecify.annotations.NullMarked;
