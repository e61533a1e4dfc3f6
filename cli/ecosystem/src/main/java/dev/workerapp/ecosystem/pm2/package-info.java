/** PM2's options: their names, types and defaults, and the apps of a file. */
@NullMarked
package dev.workerapp.ecosystem.pm2;

import org.jspecify.annotations.NullMarked;
