/** What workers are configured with: the ConfigMaps and Secrets that their template refers to, and when a change reloads. */
@NullMarked
package dev.workerapp.operator.config;

import org.jspecify.annotations.NullMarked;
