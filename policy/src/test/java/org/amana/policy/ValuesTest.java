package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void idsReadAsTheyAreWritten() {
        assertThat(PurposeId.parse("P-12")).isEqualTo(new PurposeId(12)).hasToString("P-12");
        assertThat(PrincipalId.parse("U-3")).hasToString("U-3");
        assertThat(CredentialId.parse("K-999999999")).hasToString("K-999999999");
        assertThat(ApprovalId.parse("A-1")).hasToString("A-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P-", "P-0", "P-01", "P-+1", "p-1", "P-1 ", "P-1234567890", "U-1", "P--1", "P-١"})
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> PurposeId.parse(text))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void amountsAreRefusedFrom2ToThe50() {
        assertThat(new Amounts(Amounts.MOST, Amounts.MOST, 0, Amounts.MOST, Amounts.MOST).bytes())
                .isEqualTo(2 * Amounts.MOST);
        assertThat(new Amounts(Amounts.MOST, 0, -Amounts.MOST, Amounts.MOST, Amounts.MOST).stored())
                .isEqualTo(-Amounts.MOST);
        for (long tooMuch : new long[] {1L << 50, Long.MAX_VALUE}) {
            assertTooLarge(() -> new Amounts(tooMuch, 0, 0, 0, 0));
            assertTooLarge(() -> new Amounts(0, tooMuch, 0, 0, 0));
            assertTooLarge(() -> new Amounts(0, 0, tooMuch, 0, 0));
            assertTooLarge(() -> new Amounts(0, 0, -tooMuch, 0, 0));
            assertTooLarge(() -> new Amounts(0, 0, 0, tooMuch, 0));
            assertTooLarge(() -> new Amounts(0, 0, 0, 0, tooMuch));
        }
        assertTooLarge(() -> new Amounts(0, 0, Long.MIN_VALUE, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amounts(-1, 0, 0, 0, 0));
    }

    /// A void takes back what was not stored, and could not take back what went out.
    @Test
    void whatChangesTheStoreReleasesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Amounts(0, 1, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amounts(0, 1, -1, 1, 0));
    }

    @Test
    void everythingStandsAloneInAScope() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Given.purpose().scope().withContainers(Set.of(Scope.ALL, "minutes")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Given.purpose().scope().withFeatures(Set.of(Scope.ALL, "ocr")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Given.purpose().scope().withFeatures(Set.of("Not A Word")));
    }

    @Test
    void aPurposeLivesAYearAtMost() {
        assertThatIllegalArgumentException().isThrownBy(() -> draft(Duration.ofDays(366)));
        assertThatIllegalArgumentException().isThrownBy(() -> draft(Duration.ZERO));
        assertThat(draft(Duration.ofDays(365)).life()).hasDays(365);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ServiceProvision", "dpv:", ":x", "dpv:Service Provision", "dpv:\"x\"", ""})
    void whatIsNoVocabularyTermIsRefused(String dpv) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Purpose(
                        new PurposeId(1),
                        "harbor",
                        1,
                        Text.of("x"),
                        dpv,
                        "eu-gdpr:A6-1-f",
                        Given.purpose().scope(),
                        Given.NOW,
                        Purpose.State.ACTIVE,
                        List.of(),
                        Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bulk",
                "baseline/forbid/bulk",
                "Baseline/forbid/bulk@1",
                "site/x@0",
                "site//x@1",
                "site/x y@1"
            })
    void aPolicyIdIsAPathWithAVersion(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyText(id, ""));
    }

    @Test
    void everyArticle5PointIsAPractice() {
        assertThat(Arrays.stream(Practice.values()).map(Practice::source))
                .contains(
                        "EU AI Act Art. 5(1)(a)",
                        "EU AI Act Art. 5(1)(b)",
                        "EU AI Act Art. 5(1)(c)",
                        "EU AI Act Art. 5(1)(d)",
                        "EU AI Act Art. 5(1)(e)",
                        "EU AI Act Art. 5(1)(f)",
                        "EU AI Act Art. 5(1)(g)",
                        "EU AI Act Art. 5(1)(h)");
    }

    @Test
    void aSharedAccessSignatureNeverOutlivesItsKey() {
        Credential key = Given.credential("harbor");
        Credential shared = key.sharedAccess(Given.NOW, key.expires().plusSeconds(1));
        assertThat(shared.expires()).isEqualTo(key.expires());
        assertThat(shared.purpose()).isEqualTo(key.purpose());
        assertThat(shared.principal()).isEqualTo(key.principal());
    }

    private static PurposeDraft draft(Duration life) {
        return new PurposeDraft(
                "harbor",
                Text.of("x"),
                "dpv:ServiceProvision",
                "eu-gdpr:A6-1-f",
                Given.purpose().scope(),
                life,
                List.of());
    }

    private static void assertTooLarge(Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
}
