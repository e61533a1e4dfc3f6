/** {@code monit}: an app and its workers, measured again and again. */
@NullMarked
package dev.workerapp.cli.monit;

import org.jspecify.annotations.NullMarked;
