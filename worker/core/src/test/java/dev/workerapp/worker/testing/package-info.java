/** What the tests of the runtime and of its adapters share: a worker that a test can drain, clients, child JVMs. */
@NullMarked
package dev.workerapp.worker.testing;

import org.jspecify.annotations.NullMarked;
