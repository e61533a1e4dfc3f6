/** What the packing of the plug-in needs in Java: a kubectl that answers from files, and a change to foreign modules. */
@NullMarked
package dev.workerapp.dist;

import org.jspecify.annotations.NullMarked;
