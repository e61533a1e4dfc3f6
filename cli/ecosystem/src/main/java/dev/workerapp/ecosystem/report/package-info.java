/** What became of each option, for people and for programs. */
@NullMarked
package dev.workerapp.ecosystem.report;

import org.jspecify.annotations.NullMarked;
