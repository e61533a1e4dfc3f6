/**
 * The actions that every worker has: what the JVM tells of itself, without a tool of the JDK in the image. By the JVM's
 * own management interfaces, each in a class that is loaded only where its module is there.
 */
@NullMarked
package dev.workerapp.worker.diagnosis;

import org.jspecify.annotations.NullMarked;
