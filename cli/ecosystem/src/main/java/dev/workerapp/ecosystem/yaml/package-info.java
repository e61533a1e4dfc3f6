/** YAML as PM2 reads it. */
@NullMarked
package dev.workerapp.ecosystem.yaml;

import org.jspecify.annotations.NullMarked;
