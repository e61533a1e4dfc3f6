/** How objects of the Kubernetes API are written: names, hashes, owners, and JSON as the API server writes it. */
@NullMarked
package dev.workerapp.operator.api;

import org.jspecify.annotations.NullMarked;
