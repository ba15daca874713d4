package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that was ahead for a while. [House] has the verifier read each log in the end.
class ClockTest {
    private static final Duration AHEAD = Duration.ofDays(400);

    @TempDir
    Path folder;

    private House house;
    private Purpose purpose;
    private Principal nora;
    private Caller caller;

    @BeforeEach
    void openAndHaveTheClockAheadOnce() {
        house = new House(folder);
        purpose = house.purpose();
        nora = house.person("Nora");
        caller = house.caller(purpose, nora);
        house.clock.advance(AHEAD);
        house.restart();
        house.gate().unauthenticated(Service.BLOB, "anonymous", "");
        house.clock.advance(AHEAD.negated());
        house.restart();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsOverByTheTimeOfTheNextEntryIsRefused() {
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1)))
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.reason()).contains("not in force"));
        assertThat(house.directory().inForce(purpose)).isFalse();
        assertThat(house.directory().credentials("harbor")).isEmpty();
    }

    @Test
    void whatIsRenewedLastsFromTheTimeOfTheNextEntry() {
        house.directory().renew(purpose.id(), Duration.ofDays(100), House.OPERATOR);
        Caller again = house.caller(purpose, nora);
        assertThat(house.gate().pass(House.reading(again), House.releasing(1)).orThrow())
                .isEqualTo("released");
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1))).isInstanceOf(Passage.Denied.class);
        NewSession session = house.access().sessions().begin(again.credential());
        Caller signedIn =
                new Caller(house.access().sessions().find(session.token()).orElseThrow(), "");
        assertThat(house.gate()
                        .pass(House.reading(signedIn), House.releasing(1))
                        .orThrow())
                .isEqualTo("released");
    }

    @Test
    void whatBearsATimeFromElsewhereIsHeldAgainstTheTimeOfDay() {
        house.directory().renew(purpose.id(), Duration.ofDays(100), House.OPERATOR);
        Credential key = house.caller(purpose, nora).credential();
        Instant now = house.clock.instant();
        Caller shared = new Caller(key.sharedAccess(now, now.plusSeconds(60)), "");
        assertThat(house.gate().pass(House.reading(shared), House.releasing(1)).orThrow())
                .isEqualTo("released");
        house.clock.advance(Duration.ofSeconds(60));
        assertThat(house.gate().pass(House.reading(shared), House.releasing(1))).isInstanceOf(Passage.Denied.class);
        Caller underAnOldKey = new Caller(caller.credential().sharedAccess(now, now.plusSeconds(3_600)), "");
        assertThat(house.gate().pass(House.reading(underAnOldKey), House.releasing(1)))
                .isInstanceOf(Passage.Denied.class);
    }

    @Test
    void approvalsLastFromTheTimeOfTheNextEntry() {
        house.directory().renew(purpose.id(), Duration.ofDays(100), House.OPERATOR);
        PrincipalId asker = house.caller(purpose, nora).credential().principal().id();
        Approval asked = house.access()
                .approvals()
                .ask(purpose.id(), asker, 1_000, 1, "The tender's annexes", Duration.ofDays(1));
        assertThat(asked.expires()).isAfter(house.ledger().now());
    }
}
