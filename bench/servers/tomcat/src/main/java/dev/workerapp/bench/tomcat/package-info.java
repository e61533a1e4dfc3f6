/** The server under load that stands on embedded Tomcat. */
@NullMarked
package dev.workerapp.bench.tomcat;

import org.jspecify.annotations.NullMarked;
