/** The server under load that stands on Netty. */
@NullMarked
package dev.workerapp.bench.netty;

import org.jspecify.annotations.NullMarked;
