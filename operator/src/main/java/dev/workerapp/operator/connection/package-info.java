/** The connection to the API server: the client, a gate before its writes, and the server's time. */
@NullMarked
package dev.workerapp.operator.connection;

import org.jspecify.annotations.NullMarked;
