package dev.workerapp.ecosystem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.workerapp.ecosystem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
            slices().matching("dev.workerapp.(ecosystem..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule IT_IS_A_LIBRARY_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "picocli..", "dev.workerapp.cli..", "dev.workerapp.testing..");

    @ArchTest
    static final ArchRule OPTIONS_ARE_READ_WITHOUT_KNOWING_WHAT_BECOMES_OF_THEM = noClasses()
            .that()
            .resideInAnyPackage("..pm2", "..file", "..literal", "..yaml", "..node", "..value", "..source")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..mapping", "..manifest", "..report");
}
