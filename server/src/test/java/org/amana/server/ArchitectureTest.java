package org.amana.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;
import org.amana.kernel.ErrorCode;

/// The picture of the modules in `ARCHITECTURE.md`, and what it promises.
@AnalyzeClasses(packages = "org.amana", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsRunDownward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("org.amana.server..")
            .layer("web-blob")
            .definedBy("org.amana.web.blob..")
            .layer("web-console")
            .definedBy("org.amana.web.console..")
            .layer("web-http")
            .definedBy("org.amana.web.http..")
            .layer("search")
            .definedBy("org.amana.search..")
            .layer("analysis")
            .definedBy("org.amana.analysis..")
            .layer("events")
            .definedBy("org.amana.events..")
            .layer("oidc")
            .definedBy("org.amana.oidc..")
            .layer("lifecycle")
            .definedBy("org.amana.lifecycle..")
            .layer("changefeed")
            .definedBy("org.amana.changefeed..")
            .layer("inventory")
            .definedBy("org.amana.inventory..")
            .layer("blob")
            .definedBy("org.amana.blob..")
            .layer("outbound")
            .definedBy("org.amana.outbound..")
            .layer("query")
            .definedBy("org.amana.query..")
            .layer("policy")
            .definedBy("org.amana.policy..")
            .layer("backup")
            .definedBy("org.amana.backup..")
            .layer("ledger")
            .definedBy("org.amana.ledger..")
            .layer("store")
            .definedBy("org.amana.store..")
            .layer("verifier")
            .definedBy("org.amana.verifier..")
            .layer("durable")
            .definedBy("org.amana.durable..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("backup")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("web-blob")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("web-console")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("web-http")
            .mayOnlyBeAccessedByLayers("server", "web-blob", "web-console")
            .whereLayer("search")
            .mayOnlyBeAccessedByLayers("server", "web-console")
            .whereLayer("analysis")
            .mayOnlyBeAccessedByLayers("server", "web-console", "search")
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("lifecycle")
            .mayOnlyBeAccessedByLayers("server", "inventory")
            .whereLayer("changefeed")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("inventory")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("blob")
            .mayOnlyBeAccessedByLayers(
                    "server",
                    "web-blob",
                    "web-console",
                    "search",
                    "analysis",
                    "events",
                    "lifecycle",
                    "changefeed",
                    "inventory")
            .whereLayer("outbound")
            .mayOnlyBeAccessedByLayers("server", "web-blob", "blob", "events")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("server", "web-blob")
            .whereLayer("oidc")
            .mayOnlyBeAccessedByLayers("server", "web-blob")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers(
                    "server",
                    "web-blob",
                    "web-console",
                    "search",
                    "analysis",
                    "events",
                    "lifecycle",
                    "changefeed",
                    "inventory",
                    "blob");

    @ArchTest
    static final ArchRule noCyclesOfPackages =
            slices().matching("org.amana.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theVerifierNeedsTheJdkAlone = classes()
            .that()
            .resideInAPackage("org.amana.verifier..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.amana.verifier..", "java..", "org.jspecify.annotations..");

    /// The verifier, which has the JDK alone, syncs the checkpoint that an auditor keeps.
    @ArchTest
    static final ArchRule diskIsTouchedThroughDurableAlone = noClasses()
            .that()
            .resideInAPackage("org.amana..")
            .and()
            .resideOutsideOfPackages("org.amana.durable..", "org.amana.testkit..", "org.amana.verifier..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(FileChannel.class);

    private static final Set<String> CHANGES = Set.of(
            "copy",
            "createDirectories",
            "createDirectory",
            "createFile",
            "createLink",
            "createSymbolicLink",
            "createTempDirectory",
            "createTempFile",
            "delete",
            "deleteIfExists",
            "move",
            "newBufferedWriter",
            "newByteChannel",
            "newOutputStream",
            "write",
            "writeString");

    /// What is changed past `durable` does not last, and no disk that fails on command reaches it. A worker's scratch
    /// need not last; what the verifier saves is the auditor's.
    @ArchTest
    static final ArchRule filesAreChangedThroughDurableAlone = noClasses()
            .that()
            .resideInAPackage("org.amana..")
            .and()
            .resideOutsideOfPackages(
                    "org.amana.durable..", "org.amana.testkit..", "org.amana.verifier..", "org.amana.analysis.worker..")
            .and()
            .doNotHaveFullyQualifiedName("org.amana.analysis.WorkerSeat")
            .and()
            .doNotBelongToAnyOf(Rehearsal.class) // plays clients, beside a data folder that nobody needs
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "changes a file",
                    access ->
                            access.getTargetOwner().isEquivalentTo(Files.class) && CHANGES.contains(access.getName())))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(FileOutputStream.class, FileWriter.class, RandomAccessFile.class);

    @ArchTest
    static final ArchRule oneGoesOutThroughOutboundAlone = noClasses()
            .that()
            .resideInAPackage("org.amana..")
            .and()
            .resideOutsideOfPackage("org.amana.outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    /// A refusal by policy or by what a signature permits comes from the gate, with an entry that says so.
    @ArchTest
    static final ArchRule policyAloneRefuses = noClasses()
            .that()
            .resideOutsideOfPackages("org.amana.policy..", "org.amana.kernel..")
            .and()
            .haveNameNotMatching(".*\\.AzureErrorTable(\\$.*)?") // says what clients are told
            .should()
            .accessField(ErrorCode.class, "PURPOSE_FORBIDS_ACTION")
            .orShould()
            .accessField(ErrorCode.class, "SIGNATURE_FORBIDS_ACTION");

    @ArchTest
    static final ArchRule hostileInputIsParsedInWorkersAlone = noClasses()
            .that()
            .resideInAPackage("org.amana..")
            .and()
            .resideOutsideOfPackage("org.amana.analysis.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.tika..", "org.apache.pdfbox..", "org.bytedeco..", "javax.imageio..");
}
