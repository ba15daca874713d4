package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
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
    Principal steward;

    @BeforeEach
    void open() {
        house = new House(folder);
        steward = house.directory()
                .bootstrap("harbor", House.OPERATOR)
                .steward()
                .credential()
                .principal();
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
        NewSession session = house.access().sessions().begin(steward.id(), new PurposeId(2));
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
        NewSession session = house.access().sessions().begin(steward.id(), new PurposeId(2));
        house.clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(house.access().sessions().find(session.token())).isPresent();
        house.clock.advance(Duration.ofSeconds(1));
        assertThat(house.access().sessions().find(session.token())).isEmpty();
    }

    @Test
    void onlyWhoHoldsAKeyForAPurposeCanGoOverToIt() {
        Principal nora = house.person("Nora");
        assertThatThrownBy(() -> house.access().sessions().begin(nora.id(), new PurposeId(1)))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_REQUIRED));
        assertThat(house.directory().purposesOf(steward.id()))
                .extracting(purpose -> purpose.id().toString())
                .containsExactly("P-1", "P-2", "P-3");
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

    private String token(Duration life) {
        return house.access().sessions().signInToken(steward.id(), new PurposeId(1), life, House.OPERATOR);
    }
}
