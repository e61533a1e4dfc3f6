/** A web app that makes a good worker: it knows its slot, says when it is ready and finishes what it has begun. */
@NullMarked
package dev.workerapp.samples.hello;

import org.jspecify.annotations.NullMarked;
