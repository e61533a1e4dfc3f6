/** How the plug-in ends. */
@NullMarked
package dev.workerapp.cli.exit;

import org.jspecify.annotations.NullMarked;
