package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentAccountsTest {
    private static List<String> readings(String key) {
        return DevelopmentAccounts.secrets(key).stream()
                .map(secret -> Base64.getEncoder().encodeToString(secret))
                .toList();
    }

    @Test
    void theWellKnownAccountIsThereUnlessItIsReplaced() {
        assertThat(DevelopmentAccounts.parse("").keysByAccount()).containsOnlyKeys("devstoreaccount1");
        assertThat(DevelopmentAccounts.parse("two:AAAA:BBBB; three:CCCC")
                        .keysByAccount()
                        .get("two"))
                .hasSize(2);
        assertThat(DevelopmentAccounts.parse("devstoreaccount1:AAAA")
                        .keysByAccount()
                        .get("devstoreaccount1"))
                .containsExactly(new byte[3]);
    }

    @Test
    void aKeyInCanonicalBase64HasOneReading() {
        assertThat(readings("a2V5b25l")).containsExactly("a2V5b25l");
    }

    /// The first is Node's, the second that of MIME decoders, the third that of clients that take the text itself.
    @Test
    void anyOtherKeyHasTheReadingsThatClientsGiveIt() {
        assertThat(readings("testing_key"))
                .containsExactly(
                        "testing/kew=",
                        "testingkew==",
                        Base64.getEncoder().encodeToString("testing_key".getBytes(StandardCharsets.UTF_8)));
        assertThat(Stream.of("-", "!", "x").map(DevelopmentAccountsTest::readings))
                .allSatisfy(found -> assertThat(found).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", ":key", "name:", "name:a:b:c"})
    void anythingElseStopsTheStart(String variable) {
        assertThatThrownBy(() -> DevelopmentAccounts.parse(variable))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("AMANA_DEV_ACCOUNTS");
    }
}
