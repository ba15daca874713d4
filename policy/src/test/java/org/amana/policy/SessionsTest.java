package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    @TempDir
    Path folder;

    House house;
    Bootstrap keys;
    Principal steward;

    @BeforeEach
    void open() {
        house = new House(folder);
        keys = house.directory().bootstrap("harbor", House.OPERATOR);
        steward = keys.steward().credential().principal();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aSignInTokenBeginsOneSession() {
        String token = token(Duration.ofHours(1));
        NewSession session = house.access().sessions().redeem(token).orElseThrow();
        assertThat(session.credential().kind()).isEqualTo(Credential.Kind.SESSION);
        assertThat(session.credential().purpose()).hasToString("P-1");
        assertThat(session.credential().expires())
                .isEqualTo(house.clock.instant().plus(Duration.ofHours(12)));
        assertThat(house.access().sessions().redeem(token)).isEmpty();
        assertThat(house.gate().foresees(House.reading(new Caller(session.credential(), ""))))
                .isTrue();
    }

    @Test
    void aSignInTokenExpires() {
        String token = token(Duration.ofMinutes(10));
        house.clock.advance(Duration.ofMinutes(10));
        assertThat(house.access().sessions().redeem(token)).isEmpty();
        assertThat(house.access().sessions().redeem("no such token")).isEmpty();
    }

    @Test
    void aSessionIsFoundByItsTokenUntilItEnds() {
        NewSession session = sessions().begin(keys.reader().credential());
        assertThat(house.access().sessions().find(session.token())).contains(session.credential());
        house.restart();
        assertThat(house.access().sessions().find(session.token())).contains(session.credential());
        house.access().sessions().end(session.token());
        house.access().sessions().end(session.token());
        assertThat(house.access().sessions().find(session.token())).isEmpty();
        assertThat(house.gate().foresees(House.reading(new Caller(session.credential(), ""))))
                .isFalse();
    }

    @Test
    void aSessionLastsTwelveHours() {
        NewSession session = sessions().begin(keys.reader().credential());
        house.clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(house.access().sessions().find(session.token())).isPresent();
        house.clock.advance(Duration.ofSeconds(1));
        assertThat(house.access().sessions().find(session.token())).isEmpty();
    }

    @Test
    void aKeyOpensItsOwnPurposeAlone() {
        String token = sessions().begin(keys.reader().credential()).token();
        assertThat(house.directory().purposesOf(steward.id()))
                .extracting(purpose -> purpose.id().toString())
                .containsExactly("P-1", "P-2", "P-3");
        for (int other : List.of(1, 3)) {
            assertThat(sessions().opens(token, new PurposeId(other))).isFalse();
            assertThatThrownBy(() -> sessions().goOver(token, new PurposeId(other)))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_REQUIRED));
        }
    }

    @Test
    void whoseKeysWereShownMayGoOverAndComeBack() {
        NewSession first = sessions().begin(keys.reader().credential());
        NewSession second = sessions().begin(keys.administrator().credential(), first.token());
        sessions().end(first.token());
        house.restart();
        NewSession back = sessions().goOver(second.token(), new PurposeId(2));
        assertThat(back.credential().purpose()).hasToString("P-2");
        assertThat(sessions().opens(back.token(), new PurposeId(3))).isTrue();
        assertThat(sessions().opens(back.token(), new PurposeId(1))).isFalse();
    }

    @Test
    void whatSomebodyElseShowedCountsForNobody() {
        Principal nora = house.person("Nora");
        NewKey hers = house.directory().issueKey(new PurposeId(1), nora.id(), Duration.ofDays(1), House.OPERATOR);
        NewSession stewards = sessions().begin(keys.reader().credential());
        NewSession noras = sessions().begin(hers.credential(), stewards.token());
        assertThat(sessions().opens(noras.token(), new PurposeId(1))).isTrue();
        assertThat(sessions().opens(noras.token(), new PurposeId(2))).isFalse();
    }

    @Test
    void aLinkProvesThePersonAndOpensWhatThePersonHoldsKeysFor() {
        NewSession session = sessions().redeem(token(Duration.ofHours(1))).orElseThrow();
        NewSession over = sessions().goOver(session.token(), new PurposeId(2));
        assertThat(sessions().opens(over.token(), new PurposeId(3))).isTrue();
        assertThat(sessions().opens(over.token(), new PurposeId(4))).isFalse();
    }

    @Test
    void aSessionEndsWithTheKeyItWasBegunWith() {
        NewSession session = sessions().begin(keys.reader().credential());
        NewSession other = sessions().begin(keys.administrator().credential());
        long before = house.ledger().size();
        house.directory().end(keys.reader().credential().id(), House.OPERATOR);
        assertThat(sessions().find(session.token())).isEmpty();
        assertThat(house.gate().foresees(House.reading(new Caller(session.credential(), ""))))
                .isFalse();
        assertThat(house.ledger().size()).isEqualTo(before + 2);
        assertThat(house.ledger().entry(before + 1).text("cred"))
                .isEqualTo(session.credential().id().toString());
        assertThat(sessions().find(other.token())).isPresent();
        assertThatThrownBy(() -> sessions().begin(keys.reader().credential())).isInstanceOf(AmanaException.class);
    }

    @Test
    void allSessionsOfAKeyEndAtOnceHoweverManyTheyAre() {
        for (int i = 0; i < 5; i++) {
            sessions().begin(keys.reader().credential());
        }
        long before = house.ledger().size();
        house.directory().end(keys.reader().credential().id(), House.OPERATOR);
        assertThat(house.ledger().size()).isEqualTo(before + 6);
        assertThat(house.catalog()
                        .<List<Long>>read(reader -> reader.list(
                                "SELECT DISTINCT ending FROM credential WHERE kind = ? AND ended IS NOT NULL",
                                row -> row.number("ending"),
                                Credential.Kind.SESSION.word())))
                .as("the ledger's size when each was about to end")
                .containsExactly(before + 1);
        house.restart();
        assertThat(house.directory().credentials("harbor"))
                .doesNotContain(keys.reader().credential());
    }

    @Test
    void aSessionThatHasExpiredIsNotEndedAsWell() {
        sessions().begin(keys.reader().credential());
        sessions().begin(keys.administrator().credential());
        house.clock.advance(Duration.ofHours(13));
        long before = house.ledger().size();
        house.directory().end(keys.reader().credential().id(), House.OPERATOR);
        assertThat(house.ledger().size()).isEqualTo(before + 1);
        house.directory().end(keys.administrator().credential().purpose(), House.OPERATOR);
        assertThat(house.ledger().size()).as("the purpose and its key").isEqualTo(before + 3);
    }

    @Test
    void whoeverSignsInTooOftenLosesTheEldestSessionForThatPurpose() {
        NewSession other = sessions().begin(keys.administrator().credential());
        NewSession first = sessions().begin(keys.reader().credential());
        NewSession second = sessions().begin(keys.reader().credential());
        for (int i = 2; i < Issuance.MOST_SESSIONS; i++) {
            sessions().begin(keys.reader().credential());
        }
        assertThat(sessions().find(first.token())).isPresent();
        NewSession last = sessions().begin(keys.reader().credential());
        assertThat(sessions().find(first.token())).isEmpty();
        for (NewSession kept : List.of(other, second, last)) {
            assertThat(sessions().find(kept.token())).isPresent();
        }
    }

    @Test
    void anotherKeyForTheSamePurposeDoesNotKeepASessionOn() {
        NewSession session = sessions().begin(keys.reader().credential());
        house.directory().issueKey(new PurposeId(2), steward.id(), Duration.ofDays(1), House.OPERATOR);
        house.directory().end(keys.reader().credential().id(), House.OPERATOR);
        assertThat(sessions().find(session.token())).isEmpty();
    }

    @Test
    void aSessionEndsWithItsPurpose() {
        NewSession session = sessions().begin(keys.reader().credential());
        NewSession linked = sessions()
                .goOver(
                        sessions()
                                .redeem(token(Duration.ofHours(1)))
                                .orElseThrow()
                                .token(),
                        new PurposeId(2));
        house.directory().end(new PurposeId(2), House.OPERATOR);
        assertThat(sessions().find(session.token())).isEmpty();
        assertThat(sessions().find(linked.token())).isEmpty();
    }

    @Test
    void aSessionDoesNotOutliveAKeyThatExpires() {
        NewKey brief = house.directory().issueKey(new PurposeId(2), steward.id(), Duration.ofHours(2), House.OPERATOR);
        NewSession session = sessions().begin(brief.credential());
        assertThat(session.credential().expires()).isEqualTo(brief.credential().expires());
        house.clock.advance(Duration.ofHours(2));
        assertThat(sessions().find(session.token())).isEmpty();
        assertThatThrownBy(() -> sessions().begin(brief.credential())).isInstanceOf(AmanaException.class);
    }

    @Test
    void aSignInLinkIsWorthNothingWithoutTheKeyItStandsFor() {
        String token = token(Duration.ofHours(1));
        NewSession session = sessions().redeem(token(Duration.ofHours(1))).orElseThrow();
        house.directory().end(keys.steward().credential().id(), House.OPERATOR);
        assertThat(sessions().redeem(token)).isEmpty();
        assertThat(sessions().find(session.token())).isEmpty();
    }

    @Test
    void aCatalogOfAnOlderBuildOpensAndItsSessionsAreOver() {
        NewSession old = sessions().begin(keys.reader().credential());
        house.catalog().commit(transaction -> transaction.update("ALTER TABLE credential DROP COLUMN proof"));
        house.catalog()
                .commit(transaction ->
                        transaction.update("UPDATE schema_version SET version = 1 WHERE name = ?", "policy"));
        house.restart();
        assertThat(sessions().find(old.token())).isEmpty();
        assertThat(sessions().find(sessions().begin(keys.reader().credential()).token()))
                .isPresent();
    }

    @Test
    void aTokenThatNobodyUsedIsForgotten() {
        token(Duration.ofMinutes(10));
        house.clock.advance(Duration.ofHours(1));
        house.access().sessions().forgetExpired();
        assertThat(house.catalog()
                        .<Long>read(reader -> reader.first(
                                        "SELECT count(*) AS count FROM sign_in_token", row -> row.number("count"))
                                .orElse(-1L)))
                .isZero();
    }

    private Sessions sessions() {
        return house.access().sessions();
    }

    private String token(Duration life) {
        return house.access().sessions().signInToken(steward.id(), new PurposeId(1), life, House.OPERATOR);
    }
}
