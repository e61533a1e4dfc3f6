/** Says what the user may do, and what of the cluster the verbs need is there. */
@NullMarked
package dev.workerapp.cli.doctor;

import org.jspecify.annotations.NullMarked;
