/** How the operator reads and writes Kubernetes' objects: lazily, and of what it reads only what it needs. */
@NullMarked
package dev.workerapp.operator.model;

import org.jspecify.annotations.NullMarked;
