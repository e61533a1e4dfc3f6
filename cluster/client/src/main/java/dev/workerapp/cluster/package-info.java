/** The commands of {@code cluster/}, for the tests and measurements that type them. */
@NullMarked
package dev.workerapp.cluster;

import org.jspecify.annotations.NullMarked;
