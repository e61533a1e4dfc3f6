/**
 * Every interleaving, in a small world, of the shipped planner, what Kubernetes does, what people do, and faults; with
 * what must hold checked in each state. The world is {@link dev.workerapp.planner.search.State}, what can happen in it
 * next is said by {@code Kubelet}, {@code Users} and {@code Operator}.
 */
@NullMarked
package dev.workerapp.planner.search;

import org.jspecify.annotations.NullMarked;
