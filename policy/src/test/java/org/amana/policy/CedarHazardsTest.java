package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

/// The ways in which Cedar is known to let something through that it should not, each measured once.
class CedarHazardsTest {
    private static final CedarEngine ENGINE = CedarEngine.load();

    @Test
    void aForbidThatCannotBeEvaluatedRefusesInsteadOfBeingSkipped() {
        // Overflows at run time, which no validation can see: Cedar skips the forbid and says allow.
        Policies policies = Policies.compile(ENGINE, List.of(new PolicyText("site/forbid/overflow@1", """
                forbid (principal, action, resource)
                when { context.approvals + 9223372036854775807 > 0 };
                """)));
        PolicyInput input = Given.input(Given.reading(), Given.purpose()).overVolume(PolicyInput.ENOUGH_APPROVALS);

        assertThat(policies.decide(input))
                .isEqualTo(new Decision.Deny(List.of("engine/error", "site/forbid/overflow@1")));
    }

    /// An attribute that may be absent is one that a `forbid` can stumble over.
    @Test
    void everyAttributeOfTheSchemaIsRequired() {
        assertThat(ENGINE.schema()).contains("\"overVolume\":").doesNotContainPattern("\"\\s*\\?\\s*:");
    }

    @Test
    void everyRequestIsValidatedAgainstTheSchema() throws Exception {
        Schema schema = Schema.parse(Schema.JsonOrCedar.Cedar, ENGINE.schema());
        AuthorizationRequest request = CedarRequest.of(Given.input(Given.reading(), Given.purpose()), schema)
                .request();
        assertThat(request.enableRequestValidation).isTrue();
        assertThat(request.schema).contains(schema);
    }

    @Test
    void anAttributeThatMayBeAbsentDoesNotPassValidation() {
        refuses("forbid (principal, action, resource) when { context.ip == \"192.0.2.1\" };", "site/forbid/it@1", "ip");
    }

    @Test
    void aTypeErrorDoesNotPassValidation() {
        refuses("forbid (principal, action, resource) when { context.service > 3 };", "site/forbid/it@1", "String");
    }

    @Test
    void anAttributeOfOneResourceTypeDoesNotPassValidationForAll() {
        refuses("forbid (principal, action, resource) when { resource.name == \"x\" };", "site/forbid/it@1", "name");
    }

    @Test
    void anUnknownActionDoesNotPassValidation() {
        refuses("forbid (principal, action == Amana::Action::\"peek\", resource);", "site/forbid/it@1", "peek");
    }

    @Test
    void textThatIsNotCedarIsRefused() {
        refuses("forbid everything;", "site/forbid/it@1");
    }

    @Test
    void twoPoliciesInOneTextAreRefused() {
        refuses("forbid (principal, action, resource); forbid (principal, action, resource);", "site/forbid/it@1");
    }

    @Test
    void aTemplateIsRefused() {
        refuses("forbid (principal == ?principal, action, resource);", "site/forbid/it@1");
    }

    @Test
    void anIdAnnotationIsNotTheIdOfAPolicy() {
        Policies policies = Policies.compile(ENGINE, List.of(new PolicyText("site/forbid/reading@3", """
                @id("baseline/permit/members@1")
                forbid (principal, action == Amana::Action::"read", resource);
                """)));
        assertThat(policies.decide(Given.input(Given.reading(), Given.purpose())))
                .isEqualTo(new Decision.Deny(List.of("site/forbid/reading@3")));
    }

    @Test
    void aSiteCannotWiden() {
        refuses("permit (principal, action, resource);", "can only forbid");
    }

    @Test
    void aSiteCannotTakeTheNameOfABaselinePolicy() {
        assertThatThrownBy(() -> Policies.compile(
                        ENGINE,
                        List.of(new PolicyText(
                                "baseline/forbid/bulk@1", "forbid (principal, action, resource) when { false };"))))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("site/");
    }

    @Test
    void theHashOfASetChangesWithEveryTextAndNotWithTheirOrder() {
        PolicyText one = new PolicyText("site/forbid/one@1", "forbid (principal, action, resource) when { false };");
        PolicyText two = new PolicyText("site/forbid/two@1", "forbid (principal, action, resource) when { false };");
        PolicyText other = new PolicyText("site/forbid/two@1", "forbid (principal, action, resource) when {false};");
        assertThat(hash(one, two)).isEqualTo(hash(two, one)).hasSize(64);
        assertThat(List.of(hash(), hash(one), hash(one, two), hash(one, other))).doesNotHaveDuplicates();
    }

    @Test
    void withoutTheNativeLibraryThereIsNoEngine() throws Exception {
        String output = runWithLibrary("/nowhere/libcedar_java_ffi.so");
        assertThat(output)
                .contains("CONFIGURATION")
                .contains("native library (cedar_java_ffi) cannot be loaded")
                .contains("the server does not start")
                .contains("/nowhere/libcedar_java_ffi.so");
    }

    /// Loads the engine in a process of its own, because a library is loaded once in the life of a process.
    static final class LoadsEngine {
        public static void main(String[] arguments) {
            try {
                CedarEngine.load();
                System.out.println("loaded");
            } catch (AmanaException e) {
                System.out.println(e.code() + ": " + e.message());
            }
        }
    }

    private static String runWithLibrary(String library) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadsEngine.class.getName());
        builder.environment().put("CEDAR_JAVA_FFI_LIB", library);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static void refuses(String source, String... names) {
        assertThatThrownBy(() -> Policies.compile(ENGINE, List.of(new PolicyText("site/forbid/it@1", source))))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContainingAll(names);
    }

    private static String hash(PolicyText... texts) {
        return Policies.compile(ENGINE, List.of(texts)).hash();
    }
}
