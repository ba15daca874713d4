package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {
    @TempDir
    Path folder;

    House house;
    Register register;
    final List<String> done = new ArrayList<>();
    boolean full;

    @BeforeEach
    void open() {
        house = new House(folder);
        register = new Register(house.catalog(), house.ledger());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theRowIsPreparedThenTheEntryIsAppendedThenTheRowIsConfirmed() {
        long size = house.ledger().size();
        Receipt receipt = register.enter(step("S-1", () -> {}));
        assertThat(receipt.index()).isEqualTo(size);
        assertThat(done).containsExactly("prepare " + size, "confirm " + size);
    }

    @Test
    void whatTheLedgerRefusesIsWithdrawn() {
        long size = house.ledger().size();
        assertThatThrownBy(() -> register.enter(step("not for a ledger: \"", () -> {})))
                .isInstanceOf(AmanaException.class);
        assertThat(done).containsExactly("prepare " + size, "withdraw " + size);
        assertThat(house.ledger().size()).isEqualTo(size);
    }

    @Test
    void ofStepsEnteredTogetherEachIsConfirmedOrWithdrawnByItself() {
        long size = house.ledger().size();
        List<String> happened = new ArrayList<>();
        assertThatThrownBy(() -> register.enterAll(
                        List.of(step("S-1", () -> {}), step("\"", () -> {}), step("S-2", () -> {})),
                        (receipt, place) -> happened.add(place + " in " + receipt.index())))
                .isInstanceOf(AmanaException.class);
        assertThat(done)
                .as("nothing is waited for before all is begun")
                .containsExactly(
                        "prepare " + size,
                        "prepare " + size,
                        "prepare " + size,
                        "confirm " + size,
                        "withdraw " + size,
                        "confirm " + (size + 1));
        assertThat(happened).containsExactly("0 in " + size, "2 in " + (size + 1));
    }

    @Test
    void stepsEnteredTogetherAreOwedTogetherAndPaidOnce() {
        long size = house.ledger().size();
        register.enterAll(List.of(step("S-1", () -> {}), step("S-2", () -> full = true)), (_, _) -> {});
        full = false;
        register.payOwed();
        register.payOwed();
        assertThat(done)
                .containsExactly("prepare " + size, "prepare " + size, "confirm " + size, "confirm " + (size + 1));
    }

    /// The entry is out: to say that it failed would let the ledger tell of a change that nobody made.
    @Test
    void whatStandsInTheLedgerHasHappenedThoughTheCatalogHasNoRoomForItYet() {
        long size = house.ledger().size();
        Receipt receipt = register.enter(step("S-1", () -> full = true));
        assertThat(receipt.index()).isEqualTo(size);
        assertThat(done).containsExactly("prepare " + size);

        assertThatThrownBy(register::payOwed)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
        assertThatThrownBy(() -> register.enter(step("S-2", () -> {}))).isInstanceOf(AmanaException.class);
        assertThat(house.ledger().size()).isEqualTo(size + 1);

        full = false;
        register.payOwed();
        register.payOwed();
        assertThat(done).containsExactly("prepare " + size, "confirm " + size);
    }

    @Test
    void whatCannotBeWithdrawnAtOnceIsWithdrawnBeforeTheNextChange() {
        long size = house.ledger().size();
        assertThatThrownBy(() -> register.enter(step("\"", () -> full = true))).isInstanceOf(AmanaException.class);
        assertThat(done).containsExactly("prepare " + size);
        full = false;
        register.enter(step("S-1", () -> {}));
        assertThat(done).containsExactly("prepare " + size, "withdraw " + size, "prepare " + size, "confirm " + size);
    }

    /// @param reason of the entry that it makes; any kind would do
    /// @param whenPrepared what happens to the disk then
    private Register.Step step(String reason, Runnable whenPrepared) {
        return new Register.Step(
                (transaction, position) -> {
                    note("prepare", position);
                    whenPrepared.run();
                },
                new EntryDraft.Operator("blob", reason, 1, 0),
                Opening.NONE,
                (transaction, position) -> note("confirm", position),
                (transaction, position) -> note("withdraw", position));
    }

    private void note(String what, long position) {
        if (full) {
            throw new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, "the disk is full");
        }
        done.add(what + " " + position);
    }
}
