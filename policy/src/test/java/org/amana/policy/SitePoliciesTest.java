package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePoliciesTest {
    private static final PolicyText NO_READING = new PolicyText("site/forbid/reading@1", """
            forbid (principal, action == Amana::Action::"read", resource);
            """);

    @TempDir
    Path folder;

    House house;
    Caller caller;

    @BeforeEach
    void open() {
        house = new House(folder);
        caller = house.caller(house.purpose(), house.person("Nora"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theBaselineIsInForceFromTheBeginningAndItsHashIsInTheLedger() {
        assertThat(house.entries(Kind.POLICY)).singleElement().satisfies(entry -> {
            assertThat(entry.text("pol"))
                    .isEqualTo(house.access().policies().id())
                    .startsWith("ps-");
            assertThat(entry.text("digest"))
                    .isEqualTo(house.access().policies().hash())
                    .hasSize(64);
        });
        house.restart();
        assertThat(house.entries(Kind.POLICY)).hasSize(1);
    }

    @Test
    void aSitesPolicyTakesEffectWithTheNextRequestAndHoldsAfterARestart() {
        assertThat(read()).isInstanceOf(Passage.Done.class);
        house.access().policies().replace(List.of(NO_READING), House.OPERATOR);
        Passage<String> refused = read();
        assertThat(refused).isInstanceOfSatisfying(Passage.Denied.class, denied -> {
            assertThat((Object) denied.rules()).isEqualTo(List.of("site/forbid/reading@1"));
            assertThat(denied.reason()).contains("A policy of this site", "site/forbid/reading@1");
        });
        assertThat(house.entry(refused).text("pol"))
                .isEqualTo(house.access().policies().id());
        house.crash();
        assertThat(read()).isInstanceOf(Passage.Denied.class);
        house.access().policies().replace(List.of(), House.OPERATOR);
        assertThat(read()).isInstanceOf(Passage.Done.class);
        assertThat(house.entries(Kind.POLICY)).hasSize(3);
    }

    @Test
    void aSetThatIsNotValidChangesNothing() {
        String before = house.access().policies().hash();
        assertThatThrownBy(() -> house.access()
                        .policies()
                        .replace(List.of(new PolicyText("site/forbid/x@1", "forbid (principal")), House.OPERATOR))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("site/forbid/x@1");
        assertThat(house.access().policies().hash()).isEqualTo(before);
        assertThat(house.entries(Kind.POLICY)).hasSize(1);
    }

    @Test
    void theBaselineStaysWhateverTheSiteSays() {
        house.access().policies().replace(List.of(NO_READING), House.OPERATOR);
        assertThat(house.access().policies().wording().all())
                .containsAll(BaselineRule.texts())
                .contains(NO_READING)
                .hasSize(BaselineRule.values().length + 1);
    }

    /// A later build may have another schema; here the text changes in its place.
    @Test
    void aSetThatIsNotValidAnyMoreRefusesEverythingUntilAnotherIsSet() {
        house.access().policies().replace(List.of(NO_READING), House.OPERATOR);
        assertThat(house.access().policies().wording().fault()).isEmpty();
        house.catalog()
                .commit(transaction -> transaction.update(
                        "UPDATE policy_text SET source = ? WHERE id = 'site/forbid/reading@1'",
                        "forbid (principal, action, resource) when { context.colour == \"red\" };"));
        house.restart();
        house.restart();
        assertThat(house.entries(Kind.POLICY)).hasSize(3);
        for (Passage<String> passage :
                List.of(read(), house.gate().pass(House.writing(caller), house.storing("minutes", 5)))) {
            assertThat(passage)
                    .isInstanceOfSatisfying(
                            Passage.Denied.class,
                            denied -> assertThat((Object) denied.rules()).isEqualTo(List.of("engine/error")));
            assertThat(house.entry(passage).text("pol"))
                    .isEqualTo(house.access().policies().id());
        }
        assertThat(house.gate().foresees(House.reading(caller))).isFalse();
        assertThat(house.access().policies().wording().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("site/forbid/reading@1", "colour"));
        assertThat(house.access().policies().wording().site())
                .singleElement()
                .satisfies(text -> assertThat(text.source()).contains("colour"));

        house.access().policies().replace(List.of(), House.OPERATOR);
        assertThat(house.access().policies().wording().fault()).isEmpty();
        assertThat(read()).isInstanceOf(Passage.Done.class);
        house.restart();
        assertThat(read()).isInstanceOf(Passage.Done.class);
    }

    private Passage<String> read() {
        return house.gate().pass(House.reading(caller), House.releasing(1));
    }
}
