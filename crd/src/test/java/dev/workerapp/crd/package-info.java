@NullMarked
package dev.workerapp.crd;

import org.jspecify.annotations.NullMarked;
