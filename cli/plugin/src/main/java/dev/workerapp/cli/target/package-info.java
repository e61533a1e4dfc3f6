/** What a verb is about: apps, and slots of them. */
@NullMarked
package dev.workerapp.cli.target;

import org.jspecify.annotations.NullMarked;
