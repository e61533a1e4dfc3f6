/** Files that are programs, run by Node.js under its permission model. */
@NullMarked
package dev.workerapp.ecosystem.node;

import org.jspecify.annotations.NullMarked;
