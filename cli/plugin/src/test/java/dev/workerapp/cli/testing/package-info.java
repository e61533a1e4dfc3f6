/** What the tests of verbs share: a cluster that was recorded, and what was printed. */
@NullMarked
package dev.workerapp.cli.testing;

import org.jspecify.annotations.NullMarked;
