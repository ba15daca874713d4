package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.verifier.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operation that touches more than one thing is one access.
class TouchesTest {
    @TempDir
    Path folder;

    House house;
    Purpose purpose;
    Caller caller;

    @BeforeEach
    void open() {
        house = new House(folder);
        purpose = house.purpose(1_000, 10, List.of());
        caller = house.caller(purpose, house.person("Nora"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private AccessRequest deleting(AtomicReference<BoxFacts> facts) {
        return AccessRequest.in(facts::get, caller, Service.BLOB, Action.DELETE);
    }

    private static AtomicReference<BoxFacts> letters() {
        return new AtomicReference<>(House.box("letters"));
    }

    private static BoxFacts special(String container) {
        return new BoxFacts(
                "harbor", container, "a-7f3k", "b-" + container, Set.of(DataClass.SPECIAL), Set.of(), false);
    }

    private void mayNotDelete() {
        house.directory().rescope(purpose.id(), purpose.scope().withActions(Action.READ, Action.WRITE), House.OPERATOR);
    }

    @Test
    void whatIsAllowedInAllItTouchesIsOneEntryAndCountedOnce() {
        long size = house.ledger().size();
        Passage<String> passage =
                house.gate().pass(House.writing(caller).alsoTouching(deleting(letters())), house.storing("x", 400));
        assertThat(passage).isInstanceOf(Passage.Done.class);
        assertThat(house.ledger().size()).isEqualTo(size + 1);
        Entry entry = house.entry(passage);
        assertThat(entry.text("act")).isEqualTo("write");
        assertThat(entry.text("box")).isEqualTo("b-minutes");
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(400, 1));
    }

    @Test
    void whatIsRefusedInOneOfThemIsRefusedByItsRulesAndNeverPlanned() {
        mayNotDelete();
        AccessRequest request = House.writing(caller).alsoTouching(deleting(letters()));
        assertThat(house.gate().foresees(House.writing(caller))).isTrue();
        assertThat(house.gate().foresees(request)).isFalse();
        Passage<String> passage = house.gate().pass(request, _ -> {
            throw new AssertionError("planned");
        });
        assertThat(passage).isInstanceOfSatisfying(Passage.Denied.class, denied -> {
            assertThat(denied.code()).isEqualTo(ErrorCode.PURPOSE_FORBIDS_ACTION);
            assertThat(denied.reason()).contains("does not allow to delete");
        });
        Entry entry = house.entry(passage);
        assertThat(entry.text("act")).isEqualTo("write");
        assertThat(entry.text("box")).isEqualTo("b-minutes");
        assertThat(entry.text("dec")).isEqualTo("deny");
        assertThat(entry.texts("rule")).containsExactly("baseline/forbid/action@1");
    }

    @Test
    void allOfItIsAskedAgainWithTheFactsOfThen() {
        AtomicReference<BoxFacts> letters = letters();
        AccessRequest request = House.writing(caller).alsoTouching(deleting(letters));
        Passage<String> passage = house.gate().pass(request, permitted -> {
            letters.set(special("letters"));
            return house.storing("x", 1).plan(permitted);
        });
        assertThat(passage).isInstanceOf(Passage.Denied.class);
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/class@1");
        assertThat(house.onTheShelf()).isZero();
    }

    @Test
    void whatSomebodyElseTouchesIsNoPartOfIt() {
        Caller other = house.caller(purpose, house.person("Omar"));
        assertThatThrownBy(() -> House.writing(caller).alsoTouching(House.reading(other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Telling

    private Passage<String> telling(BoxFacts here, AtomicReference<BoxFacts> there) {
        AccessRequest request = AccessRequest.inAsKnown(here, caller, Service.BLOB, Action.WRITE)
                .tellingOf(List.of(there::get));
        return house.gate().pass(request, house.storing("x", 1));
    }

    private static BoxFacts box(String container, DataClass holds, Set<PurposeId> openTo, boolean open) {
        return new BoxFacts("harbor", container, "a-7f3k", "b-" + container, Set.of(holds), openTo, false, open);
    }

    private void refusesToTell(BoxFacts here, BoxFacts there) {
        Passage<String> passage = telling(here, new AtomicReference<>(there));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.reason()).contains("minutes would tell of letters"));
        assertThat(house.entry(passage).text("dec")).isEqualTo("deny");
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/told@1");
    }

    @Test
    void nothingIsToldWhereThoseMayLookWhoMayNotLookThere() {
        Set<PurposeId> ours = Set.of(purpose.id());
        BoxFacts minutes = box("minutes", DataClass.NONE, Set.of(), false);
        refusesToTell(minutes, box("letters", DataClass.PERSONAL, Set.of(), false));
        refusesToTell(minutes, box("letters", DataClass.NONE, ours, false));
        refusesToTell(box("minutes", DataClass.NONE, Set.of(), true), box("letters", DataClass.NONE, Set.of(), false));
    }

    @Test
    void whatIsAsClosedIsTold() {
        BoxFacts closed = box("minutes", DataClass.PERSONAL, Set.of(purpose.id()), false);
        BoxFacts everybodys = box("letters", DataClass.NONE, Set.of(), true);
        assertThat(telling(closed, new AtomicReference<>(everybodys))).isInstanceOf(Passage.Done.class);
        assertThat(house.gate()
                        .foresees(AccessRequest.inAsKnown(everybodys, caller, Service.BLOB, Action.WRITE)
                                .tellingOf(List.of(() -> everybodys))))
                .isTrue();
    }

    @Test
    void whetherItMayBeToldIsAskedAgainWithTheFactsOfThen() {
        AtomicReference<BoxFacts> letters = letters();
        AccessRequest request = House.writing(caller).tellingOf(List.of(letters::get));
        Passage<String> passage = house.gate().pass(request, permitted -> {
            letters.set(special("letters"));
            return house.storing("x", 1).plan(permitted);
        });
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/told@1");
    }

    @Test
    void anotherContainerThatTookTheNameSaysNothingOfTheOneToldOf() {
        AtomicReference<BoxFacts> letters = new AtomicReference<>(special("letters"));
        AccessRequest request = House.writing(caller).tellingOf(List.of(letters::get));
        letters.set(new BoxFacts("harbor", "letters", "a-7f3k", "b-other", Set.of(DataClass.NONE), Set.of(), false));
        assertThat(house.gate().foresees(request.afresh())).isFalse();
    }

    // Failing

    @Test
    void whatAPlanFoundIsNotToldToWhoWasShutOutMeanwhile() {
        AtomicReference<BoxFacts> minutes = new AtomicReference<>(House.box("minutes"));
        AccessRequest request = AccessRequest.in(minutes::get, caller, Service.BLOB, Action.READ);
        Passage<String> passage = house.gate().pass(request, _ -> {
            minutes.set(special("minutes"));
            throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "its ETag is 0x1");
        });
        assertThat(passage).isInstanceOf(Passage.Denied.class);
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/class@1");
    }

    @Test
    void factsThatCannotBeHadAreAFailureWithAnEntry() {
        AtomicReference<AmanaException> failure = new AtomicReference<>();
        AccessRequest request = AccessRequest.in(
                () -> {
                    if (failure.get() != null) {
                        throw failure.get();
                    }
                    return House.box("minutes");
                },
                caller,
                Service.BLOB,
                Action.WRITE);
        long size = house.ledger().size();
        Passage<String> passage = house.gate().pass(request, permitted -> {
            failure.set(new AmanaException(ErrorCode.SERVER_BUSY, "the catalog does not answer"));
            return house.storing("x", 1).plan(permitted);
        });
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure()).isSameAs(failure.get()));
        assertThat(house.ledger().size()).isEqualTo(size + 1);
        assertThat(house.onTheShelf()).isZero();
    }
}
