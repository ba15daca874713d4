package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearersTest {
    private static final Vouched NORA = new Vouched("nora", "https://login.example", Principal.Kind.PERSON);
    private static final PurposeId STEWARDSHIP = new PurposeId(1);
    private static final List<String> FIELDS = List.of("nora", "tenant", "start", "end", "b", "2026-10-06", "");

    @TempDir
    Path folder;

    House house;

    @BeforeEach
    void open() {
        house = new House(folder);
        house.directory().bootstrap("harbor", House.OPERATOR);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Bearers bearers() {
        return house.access().bearers();
    }

    private Credential token(Vouched bearer, Duration life) {
        Instant now = house.clock.instant();
        return bearers().token(bearer, STEWARDSHIP, now, now.plus(life));
    }

    private boolean mayRead(Credential credential) {
        return house.gate().foresees(House.reading(new Caller(credential, "")));
    }

    private Optional<Credential> signer(String subject, List<String> fields, byte[] key) {
        return bearers().matching("harbor", subject, fields, secret -> Arrays.equals(secret, key));
    }

    @Test
    void theFirstTokenAdmitsAndFurtherOnesDoNot() {
        long before = house.ledger().size();
        Credential token = token(NORA, Duration.ofHours(1));
        assertThat(token.kind()).isEqualTo(Credential.Kind.TOKEN);
        assertThat(token.principal().name()).isEqualTo("nora (https://login.example)");
        assertThat(token.expires()).isEqualTo(house.clock.instant().plus(Duration.ofHours(1)));
        assertThat(mayRead(token)).isTrue();
        assertThat(token(NORA, Duration.ofHours(2)).id()).isEqualTo(token.id());
        assertThat(house.ledger().size()).as("one credential entry").isEqualTo(before + 1);
        house.restart();
        assertThat(token(NORA, Duration.ofHours(2)).id()).isEqualTo(token.id());
        Vouched other = new Vouched("nora", "https://other.example", Principal.Kind.PERSON);
        assertThat(token(other, Duration.ofHours(1)).principal()).isNotEqualTo(token.principal());
    }

    @Test
    void aTokenLivesAsItSaysButNoLongerThanAnIssuerMakesThem() {
        Credential token = token(NORA, Duration.ofHours(1));
        house.clock.advance(Duration.ofHours(1));
        assertThat(mayRead(token)).isFalse();
        assertThat(mayRead(token(NORA, Duration.ofHours(31)))).isFalse();
        house.clock.advance(Duration.ofDays(100));
        assertThat(mayRead(token(NORA, Duration.ofHours(1))))
                .as("admitted anew")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 99})
    void amanasOwnPurposesAndThoseThereAreNotAdmitNobody(int purpose) {
        Instant now = house.clock.instant();
        assertThatThrownBy(() -> bearers().token(NORA, new PurposeId(purpose), now, now.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_REQUIRED));
    }

    @Test
    void anAdmissionThatEndedIsWorthNothing() {
        Credential token = token(NORA, Duration.ofHours(1));
        byte[] key =
                bearers().delegationKey(token, FIELDS, house.clock.instant().plusSeconds(60));
        house.directory().end(token.id(), House.OPERATOR);
        assertThat(mayRead(token)).isFalse();
        assertThat(signer("nora", FIELDS, key)).isEmpty();
    }

    @Test
    void aTokenIsNotAdmittedAnewAfterItsAdmissionWasEnded() {
        Instant made = house.clock.instant();
        Instant ends = made.plus(Duration.ofHours(1));
        Credential token = bearers().token(NORA, STEWARDSHIP, made, ends);
        house.clock.advance(Duration.ofMinutes(1));
        house.directory().end(token.id(), House.OPERATOR);
        assertRefused(made, ends);
        house.restart();
        assertRefused(made, ends);
        house.clock.advance(Duration.ofMinutes(1));
        Credential later = bearers().token(NORA, STEWARDSHIP, house.clock.instant(), ends);
        assertThat(later.id()).as("who signs in again").isNotEqualTo(token.id());
        assertThat(mayRead(later)).isTrue();
        assertRefused(made, ends);
        Vouched omar = new Vouched("omar", "https://login.example", Principal.Kind.PERSON);
        assertThat(mayRead(bearers().token(omar, STEWARDSHIP, made, ends))).isTrue();
    }

    private void assertRefused(Instant made, Instant ends) {
        assertThatThrownBy(() -> bearers().token(NORA, STEWARDSHIP, made, ends))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
    }

    @Test
    void aDelegationKeyIsForItsBearerAndItsFieldsAlone() {
        Credential token = token(NORA, Duration.ofHours(1));
        Credential omar =
                token(new Vouched("omar", "https://login.example", Principal.Kind.PERSON), Duration.ofHours(1));
        Instant until = house.clock.instant().plus(Duration.ofDays(7));
        byte[] key = bearers().delegationKey(token, FIELDS, until);
        house.restart();
        Credential signer = signer("nora", FIELDS, key).orElseThrow();
        assertThat(signer.principal()).isEqualTo(token.principal());
        assertThat(mayRead(signer.sharedAccess(house.clock.instant(), until))).isTrue();
        assertThat(signer("omar", FIELDS, key)).isEmpty();
        assertThat(signer("nor", FIELDS, key)).isEmpty();
        for (int i = 0; i < FIELDS.size(); i++) {
            String[] other = FIELDS.toArray(String[]::new);
            other[i] += "x";
            assertThat(signer("nora", List.of(other), key)).as(FIELDS.get(i)).isEmpty();
        }
        assertThat(bearers().delegationKey(omar, FIELDS, until)).isNotEqualTo(key);
    }

    @Test
    void anAdmissionLastsAsLongAsTheKeysItGives() {
        Credential token = token(NORA, Duration.ofHours(1));
        house.clock.advance(Duration.ofDays(86));
        Credential late = token(NORA, Duration.ofHours(1));
        assertThat(late.id()).isEqualTo(token.id());
        Instant until = house.clock.instant().plus(Duration.ofDays(7));
        byte[] key = bearers().delegationKey(late, FIELDS, until);
        Credential signer = signer("nora", FIELDS, key).orElseThrow();
        assertThat(signer.expires()).isAfterOrEqualTo(until);
    }

    @Test
    void keysAreForBearersOfTokensAlone() {
        Credential steward = house.directory().credentials("harbor").getFirst();
        assertThatThrownBy(() -> bearers()
                        .delegationKey(steward, FIELDS, house.clock.instant().plusSeconds(60)))
                .isInstanceOf(AmanaException.class);
    }
}
