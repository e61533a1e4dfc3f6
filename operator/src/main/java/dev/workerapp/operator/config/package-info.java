/** What workers are configured with: the ConfigMaps and Secrets that their template refers to, and digests of their content. */
@NullMarked
package dev.workerapp.operator.config;

import org.jspecify.annotations.NullMarked;
