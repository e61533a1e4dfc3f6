/** What all servers under load have in common: their settings, and what their slow and streaming answers do. */
@NullMarked
package dev.workerapp.bench.contract;

import org.jspecify.annotations.NullMarked;
