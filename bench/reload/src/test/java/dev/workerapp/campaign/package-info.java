/** Tests of the package of the same name. */
@NullMarked
package dev.workerapp.campaign;

import org.jspecify.annotations.NullMarked;
