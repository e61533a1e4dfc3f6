/** What the operator talks to in its training run, while its image is built. */
@NullMarked
package dev.workerapp.images;

import org.jspecify.annotations.NullMarked;
