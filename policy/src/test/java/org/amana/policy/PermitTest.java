package org.amana.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.theClass;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PermitTest {
    private static final JavaClasses POLICY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.amana.policy");

    @Test
    void permitsCannotBeMadeOrExtendedOutsideThisPackage() {
        for (Class<?> type : new Class<?>[] {Permit.class, Permitted.class}) {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            assertThat(Arrays.stream(type.getDeclaredConstructors()))
                    .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers())
                            || Modifier.isProtected(constructor.getModifiers()));
        }
    }

    @Test
    void withinThisPackageTheGateAloneMakesThem() {
        DescribedPredicate<JavaCall<?>> makesOne = DescribedPredicate.describe(
                "makes a permit",
                call -> call.getName().equals("<init>")
                        && (call.getTargetOwner().isEquivalentTo(Permit.class)
                                || call.getTargetOwner().isEquivalentTo(Permitted.class)));
        noClasses()
                .that()
                .doNotBelongToAnyOf(Gate.class)
                .should()
                .callCodeUnitWhere(makesOne)
                .check(POLICY);
        theClass(Gate.class).should().callCodeUnitWhere(makesOne).check(POLICY);
    }

    @Test
    void cedarIsKnownToThreeClassesAlone() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(CedarEngine.class, CedarRequest.class, Policies.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cedarpolicy..")
                .check(POLICY);
    }
}
