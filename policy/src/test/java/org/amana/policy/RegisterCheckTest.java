package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.policy.RegisterCheck.Contradiction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A row that agrees with its own entry may still be out of date: the ledger's newest entry counts.
class RegisterCheckTest {
    @TempDir
    Path folder;

    private House house;
    private Purpose purpose;
    private Credential key;

    @BeforeEach
    void open() {
        house = new House(folder);
        purpose = house.purpose();
        key = house.caller(purpose, house.person("Nora")).credential();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Contradiction> found() {
        house.access().keepUp(); // settles, so that nothing may be half done
        return RegisterCheck.all(house.catalog(), house.ledger());
    }

    private void change(String sql, Object... values) {
        assertThat(house.catalog().<Integer>commit(tx -> tx.update(sql, values)))
                .isEqualTo(1);
    }

    @Test
    void aVersionOfAPurposeThatWasFollowedByAnotherIsFound() {
        assertThat(found()).isEmpty();
        Purpose wider =
                house.directory().rescope(purpose.id(), purpose.scope().withinADay(2_000_000, 2_000), House.OPERATOR);
        assertThat(found()).isEmpty();
        change(
                "DELETE FROM purpose_version WHERE number = ? AND version = ?",
                purpose.id().number(),
                wider.version());
        assertThat(found())
                .extracting(Contradiction::toString)
                .singleElement()
                .asString()
                .matches("purpose " + purpose.id()
                        + ": the catalog goes by entry \\d+ of the ledger, but entry \\d+ is newer");
    }

    @Test
    void aKeyThatHadEndedAndIsInUseAgainIsFound() {
        house.directory().end(key.id(), House.OPERATOR);
        assertThat(found()).isEmpty();
        change(
                "UPDATE credential SET ended = NULL, ending = NULL WHERE number = ?",
                key.id().number());
        assertThat(found()).extracting(Contradiction::about).containsExactly("credential " + key.id());
    }

    /// The rows say the first thing that is wrong, and what is newer is looked for only where each is right.
    @Test
    void whereARowAndItsEntryDoNotAgreeThatAloneIsTold() {
        house.directory().end(key.id(), House.OPERATOR);
        change(
                "UPDATE credential SET ended = NULL, ending = NULL WHERE number = ?",
                key.id().number());
        change(
                "UPDATE purpose_version SET bytes_per_day = 5 WHERE number = ? AND state = 'active'",
                purpose.id().number());
        assertThat(found()).extracting(Contradiction::about).containsExactly("purpose " + purpose.id());
    }

    /// The catalog of a backup is a little older than its ledger.
    @Test
    void whatIsNewerAndWasPutBackFromABackupIsNoContradiction() {
        house.directory().end(key.id(), House.OPERATOR);
        change(
                "UPDATE credential SET ended = NULL, ending = NULL WHERE number = ?",
                key.id().number());
        house.ledger()
                .append(
                        new EntryDraft.Operator(
                                "admin", "restored", 1, house.clock.instant().getEpochSecond()),
                        Opening.NONE);
        assertThat(found()).isEmpty();
    }
}
