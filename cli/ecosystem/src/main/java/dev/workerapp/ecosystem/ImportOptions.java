package dev.workerapp.ecosystem;

import dev.workerapp.ecosystem.mapping.Choices;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an import is asked for.
 *
 * @param file as it was given; {@code -} for standard input
 * @param choices what becomes of what PM2 leaves open
 * @param folder where one file for each app is written, in the place of standard output
 * @param isCheck whether nothing is written but the report
 * @param isStrict whether it fails where a person must do something
 * @param mayRun whether Node.js may run a file that is a program
 * @param isJson whether the report is JSON
 */
public record ImportOptions(
        String file,
        Choices choices,
        Optional<Path> folder,
        boolean isCheck,
        boolean isStrict,
        boolean mayRun,
        boolean isJson) {}
