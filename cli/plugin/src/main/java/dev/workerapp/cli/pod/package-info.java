/** What is done with the pod of one worker. */
@NullMarked
package dev.workerapp.cli.pod;

import org.jspecify.annotations.NullMarked;
