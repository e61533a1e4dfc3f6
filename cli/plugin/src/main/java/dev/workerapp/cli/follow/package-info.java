/** Follows an app until it is as it is wanted, and shows how far it is. */
@NullMarked
package dev.workerapp.cli.follow;

import org.jspecify.annotations.NullMarked;
