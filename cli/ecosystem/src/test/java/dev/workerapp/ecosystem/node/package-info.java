/** Node.js as it is and as it might be. */
@NullMarked
package dev.workerapp.ecosystem.node;

import org.jspecify.annotations.NullMarked;
