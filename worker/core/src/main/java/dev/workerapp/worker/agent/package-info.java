/** The runtime as a Java agent, for apps whose code nobody changes. */
@NullMarked
package dev.workerapp.worker.agent;

import org.jspecify.annotations.NullMarked;
