package dev.workerapp.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.workerapp.operator.execute.ApiWrites;
import dev.workerapp.operator.execute.Writes;

/** Who may know whom. */
@AnalyzeClasses(packagesOf = OperatorProcess.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HERE = "dev.workerapp.operator";

    @ArchTest
    static final ArchRule DATA_FLOWS_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("loop")
            .definedBy(HERE)
            .layer("desired")
            .definedBy(HERE + ".desired")
            .layer("observe")
            .definedBy(HERE + ".observe")
            .layer("ramp")
            .definedBy(HERE + ".ramp")
            .layer("execute")
            .definedBy(HERE + ".execute")
            .layer("eviction")
            .definedBy(HERE + ".eviction")
            .layer("status")
            .definedBy(HERE + ".status")
            .layer("telemetry")
            .definedBy(HERE + ".telemetry")
            .whereLayer("loop")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("execute")
            .mayOnlyBeAccessedByLayers("loop")
            .whereLayer("eviction")
            .mayOnlyBeAccessedByLayers("loop")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("loop")
            .whereLayer("telemetry")
            .mayOnlyBeAccessedByLayers("loop")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("loop", "execute", "eviction")
            .whereLayer("ramp")
            .mayOnlyBeAccessedByLayers("loop", "observe")
            .whereLayer("desired")
            .mayNotAccessAnyLayer();

    /**
     * The loop starts and stops the client; of what looks after workers nobody but the write seam and what compares before it
     * calls it. Beside that the operator keeps Secrets of its own: its certificate, and the key for digests of Secrets.
     */
    @ArchTest
    static final ArchRule CALLS_TO_THE_API_SERVER_ARE_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAnyPackage(
                    HERE + ".desired",
                    HERE + ".observe",
                    HERE + ".runtime",
                    HERE + ".signal",
                    HERE + ".status",
                    HERE + ".telemetry",
                    HERE + ".usage")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient");

    @ArchTest
    static final ArchRule THERE_IS_ONE_WRITER =
            classes().that().implement(Writes.class).should().be(ApiWrites.class);
}
