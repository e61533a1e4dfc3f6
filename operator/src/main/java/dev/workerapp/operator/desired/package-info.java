/** What an app asks for: the planner's Desired, and the Kubernetes objects that an app is made of, as they should be. */
@NullMarked
package dev.workerapp.operator.desired;

import org.jspecify.annotations.NullMarked;
