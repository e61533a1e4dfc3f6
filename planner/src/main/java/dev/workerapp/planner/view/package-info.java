/**
 * One view of one app, worked out once and shared by all rules: which worker is what in which slot, which revision is
 * the target, and who is past a deadline. Nothing in it is ever changed.
 */
@NullMarked
package dev.workerapp.planner.view;

import org.jspecify.annotations.NullMarked;
