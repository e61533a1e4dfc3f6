/** YAML with comments. */
@NullMarked
package dev.workerapp.ecosystem.manifest;

import org.jspecify.annotations.NullMarked;
