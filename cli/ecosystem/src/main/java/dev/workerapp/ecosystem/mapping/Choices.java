package dev.workerapp.ecosystem.mapping;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the caller decides.
 *
 * @param environment whose {@code env_NAME} is taken
 * @param instances the number of workers of an app that asks for all processors
 * @param imagePrefix what stands before the app's name in the image's
 * @param inlineSecrets whether secrets are written like other variables
 */
public record Choices(
        Optional<String> environment, OptionalInt instances, Optional<String> imagePrefix, boolean inlineSecrets) {}
