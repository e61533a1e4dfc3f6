package dev.workerapp.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.workerapp.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
            slices().matching("dev.workerapp.(cli..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PICOCLI_IS_SEEN_ONLY_WHERE_COMMAND_LINES_ARE_READ = noClasses()
            .that()
            .resideOutsideOfPackages("dev.workerapp.cli", "dev.workerapp.cli.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule NOTHING_IS_SLOW_TO_START = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..", "java.lang.reflect..", "com.fasterxml.jackson.databind..", "io.fabric8..");
}
