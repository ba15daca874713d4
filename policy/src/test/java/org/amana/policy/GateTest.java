package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    Path folder;

    House house;
    Purpose purpose;
    Principal nora;
    Caller caller;

    @BeforeEach
    void open() {
        house = new House(folder);
        purpose = house.purpose(1_000, 10, List.of());
        nora = house.person("Nora");
        caller = house.caller(purpose, nora);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anAllowedAccessStandsInTheLedgerWithItsFiguresBeforeItIsCarriedOut() {
        long size = house.ledger().size();
        Passage<String> passage = house.gate()
                .pass(
                        House.reading(caller),
                        permitted -> Planned.of(Amounts.released(321), permit -> {
                            assertThat(house.ledger().size()).isEqualTo(size + 1);
                            assertThat(permit.index()).isEqualTo(size);
                            return "bytes";
                        }));
        assertThat(passage).isInstanceOf(Passage.Done.class);
        assertThat(passage.orThrow()).isEqualTo("bytes");

        Entry entry = house.entry(passage);
        assertThat(entry.kind()).isEqualTo(Kind.ACCESS);
        assertThat(entry.text("acct")).isEqualTo("a-7f3k");
        assertThat(entry.text("box")).isEqualTo("b-minutes");
        assertThat(entry.text("svc")).isEqualTo("blob");
        assertThat(entry.text("act")).isEqualTo("read");
        assertThat(entry.text("dec")).isEqualTo("allow");
        assertThat(entry.text("pur")).isEqualTo(purpose.id().toString());
        assertThat(entry.texts("rule")).containsExactly("baseline/permit/members@1");
        assertThat(entry.text("pol")).isEqualTo(house.access().policies().id());
        assertThat(entry.number("in")).isZero();
        assertThat(entry.number("out")).isEqualTo(321);
        assertThat(entry.number("dst")).isZero();
        assertThat(entry.texts("units")).containsExactly("object:1");
    }

    @Test
    void namesStandBehindTheEntryAndNotInIt() {
        Passage<String> passage = house.gate().pass(House.reading(caller).withCase("case 12/26"), House.releasing(1));
        assertThat(house.opened(passage).value("actor")).contains(nora.id().toString());
        assertThat(house.opened(passage).value("object")).contains("minutes/2026.pdf");
        assertThat(house.opened(passage).value("client")).contains("192.0.2.7 test");
        assertThat(house.opened(passage).value("case")).contains("case 12/26");
        assertThat(house.entry(passage).toString()).doesNotContain("minutes/2026.pdf", "Nora", "192.0.2.7", "12/26");
    }

    @Test
    void whatIsRefusedIsNeverPlannedAndIsInTheLedger() {
        AtomicBoolean planned = new AtomicBoolean();
        AccessRequest request = AccessRequest.inAsKnown(
                new BoxFacts("harbor", "letters", "a-7f3k", "b-letters", Set.of(DataClass.BIOMETRIC), Set.of(), false),
                caller,
                Service.BLOB,
                Action.READ);
        Passage<String> passage = house.gate().pass(request, permitted -> {
            planned.set(true);
            return Planned.of(Amounts.NONE, permit -> "");
        });
        assertThat(planned).isFalse();
        assertThat(passage).isInstanceOfSatisfying(Passage.Denied.class, denied -> {
            assertThat(denied.code()).isEqualTo(ErrorCode.PURPOSE_FORBIDS_ACTION);
            assertThat(denied.reason())
                    .contains(purpose.id().toString(), "Berth disputes", "letters", "baseline/forbid/class@1");
            assertThat((Object) denied.rules()).isEqualTo(List.of("baseline/forbid/class@1"));
        });
        assertThatThrownBy(passage::orThrow).isInstanceOf(AmanaException.class);
        Entry entry = house.entry(passage);
        assertThat(entry.text("dec")).isEqualTo("deny");
        assertThat(entry.texts("rule")).containsExactly("baseline/forbid/class@1");
        assertThat(entry.number("out")).isZero();
    }

    /// Else anybody who has a key could ask which containers there are, and what they are called in the ledger.
    @Test
    void aRefusalToComeToAContainerNamesItInWhatIsSealedAlone() {
        BoxFacts letters =
                new BoxFacts("harbor", "letters", "a-7f3k", "b-letters", Set.of(DataClass.BIOMETRIC), Set.of(), false);
        AccessRequest closed = AccessRequest.inAsKnown(letters, caller, Service.BLOB, Action.READ);
        Passage<String> whole = house.gate().pass(closed, House.releasing(1));
        assertThat(house.entry(whole).text("box")).isEmpty();
        assertThat(house.opened(whole).value("object")).contains("letters");
        Passage<String> file = house.gate().pass(closed.withObject("letters/a"), House.releasing(1));
        assertThat(house.entry(file).text("box")).isEmpty();
        assertThat(house.opened(file).value("object")).contains("letters/a");
    }

    @Test
    void aRefusalOfWhatIsDoneNamesTheContainer() {
        AccessRequest seeing = AccessRequest.inAsKnown(House.box("minutes"), caller, Service.VISION, Action.ANALYZE);
        Passage<String> passage = house.gate().pass(seeing, House.releasing(1));
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/service@1");
        assertThat(house.entry(passage).text("box")).isEqualTo("b-minutes");
        assertThat(house.entry(house.gate()
                                .pass(House.reading(caller), _ -> Planned.<String>refused(Restraint.LEGAL_HOLD)))
                        .text("box"))
                .isEqualTo("b-minutes");
    }

    @Test
    void whoHoldsNothingThatIsWorthAnythingDoesNotGrowTheLedger() {
        house.directory().open("harbor", 1 << 20, 1_000, House.OPERATOR);
        Caller anybody = new Caller(house.access().bearers().anybody("harbor").orElseThrow(), "192.0.2.7 test");
        BoxFacts open =
                new BoxFacts("harbor", "public", "a-7f3k", "b-public", Set.of(DataClass.NONE), Set.of(), false, true);
        AccessRequest reading = AccessRequest.inAsKnown(open, anybody, Service.BLOB, Action.READ);
        AccessRequest writing = AccessRequest.inAsKnown(open, anybody, Service.BLOB, Action.WRITE);
        Instant now = house.clock.instant();
        AccessRequest late = House.reading(
                new Caller(caller.credential().sharedAccess(now.minus(Duration.ofHours(2)), now.minusSeconds(1)), ""));
        long size = house.ledger().size();
        for (int i = 0; i < 100; i++) {
            assertThat(house.gate().pass(writing, House.releasing(1))).isInstanceOf(Passage.Denied.class);
            assertThat(house.gate().pass(late, House.releasing(1)))
                    .isInstanceOfSatisfying(
                            Passage.Denied.class,
                            denied -> assertThat(denied.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
            assertThat(house.gate().pass(reading, _ -> {
                        throw new AmanaException(ErrorCode.BLOB_NOT_FOUND, "there is none");
                    }))
                    .isInstanceOf(Passage.Failed.class);
        }
        assertThat(house.ledger().entries(size, 1_000))
                .extracting(entry -> entry.text("reason"))
                .containsExactly("anonymous", "expired-signature", "anonymous-in-vain");
        assertThat(house.gate().pass(reading, House.releasing(1))).isInstanceOf(Passage.Done.class);
        assertThat(house.ledger().size()).as("a byte left").isEqualTo(size + 4);
    }

    @Test
    void everyRefusalOfACredentialThatHoldsHasAnEntryOfItsOwn() {
        Instant now = house.clock.instant();
        AccessRequest signed = House.reading(new Caller(caller.credential().sharedAccess(now, now.plusSeconds(60)), ""))
                .refusedBySignature("it permits w, not r");
        long size = house.ledger().size();
        for (int i = 0; i < 3; i++) {
            house.gate().pass(signed, House.releasing(1));
        }
        assertThat(house.ledger().entries(size, 1_000)).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(Kind.ACCESS);
            assertThat(entry.texts("rule")).containsExactly("baseline/forbid/signature@1");
        });
    }

    @Test
    void whatMustStayAsItIsIsRefusedToEveryPurposeAndTheRefusalIsInTheLedger() {
        AtomicBoolean done = new AtomicBoolean();
        Passage<String> passage = house.gate()
                .pass(
                        House.reading(caller),
                        permitted -> Planned.of(Amounts.released(5), Optional.of(Restraint.LEGAL_HOLD), permit -> {
                            done.set(true);
                            return "";
                        }));
        assertThat(done).isFalse();
        assertThat(passage).isInstanceOfSatisfying(Passage.Denied.class, denied -> {
            assertThat(denied.code()).isEqualTo(ErrorCode.BLOB_ON_LEGAL_HOLD);
            assertThat((Object) denied.rules()).isEqualTo(List.of("engine/legal-hold"));
        });
        Entry entry = house.entry(passage);
        assertThat(entry.text("dec")).isEqualTo("deny");
        assertThat(entry.text("pur")).isEqualTo(purpose.id().toString());
        assertThat(entry.texts("rule")).containsExactly("engine/legal-hold");
        assertThat(entry.number("out")).isZero();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(0, 0));
    }

    /// Taking a body in may last, and what its container holds be declared meanwhile.
    @Test
    void policyIsAskedAgainWithTheFactsOfThen() {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<BoxFacts> facts = new AtomicReference<>(House.box("minutes"));
        AccessRequest request = AccessRequest.in(facts::get, caller, Service.BLOB, Action.WRITE);
        Passage<String> passage = house.gate().pass(request, permitted -> {
            facts.set(new BoxFacts(
                    "harbor", "minutes", "a-7f3k", "b-minutes", Set.of(DataClass.SPECIAL), Set.of(), false));
            return Planned.of(Amounts.NONE, permit -> {
                done.set(true);
                return "";
            });
        });
        assertThat(done).isFalse();
        assertThat(passage).isInstanceOf(Passage.Denied.class);
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/class@1");
    }

    /// Taking a body in may last, and its container be deleted meanwhile, and another made of that name.
    @Test
    void aContainerThatIsGoneMeanwhileIsNotFoundAndNothingIsCounted() {
        BoxFacts other =
                new BoxFacts("harbor", "minutes", "a-7f3k", "b-other", Set.of(DataClass.PERSONAL), Set.of(), false);
        for (BoxFacts later : List.of(BoxFacts.missing(House.HARBOR, "minutes"), other)) {
            AtomicReference<BoxFacts> facts = new AtomicReference<>(House.box("minutes"));
            AtomicInteger closed = new AtomicInteger();
            AccessRequest request = AccessRequest.in(facts::get, caller, Service.BLOB, Action.WRITE);
            Passage<String> passage = house.gate().pass(request, permitted -> {
                facts.set(later);
                return house.storing("x", 400).plan(permitted).releasing(closed::incrementAndGet);
            });
            assertThat(passage)
                    .isInstanceOfSatisfying(
                            Passage.Failed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.CONTAINER_NOT_FOUND));
            Entry entry = house.entry(passage);
            assertThat(entry.text("dec")).isEqualTo("allow");
            assertThat(entry.text("box")).isEqualTo("b-minutes");
            assertThat(entry.number("in")).isZero();
            assertThat(entry.number("dst")).isZero();
            assertThat(entry.texts("units")).isEmpty();
            assertThat(closed).hasValue(1);
        }
        assertThat(house.entries(Kind.VOID)).isEmpty();
        assertThat(house.onTheShelf()).isZero();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(0, 0));
    }

    @Test
    void aContainerThatIsGoneIsNotToldToWhomPolicyRefusesByThen() {
        AtomicReference<BoxFacts> facts = new AtomicReference<>(House.box("minutes"));
        AccessRequest request = AccessRequest.in(facts::get, caller, Service.BLOB, Action.WRITE);
        Passage<String> passage = house.gate().pass(request, permitted -> {
            facts.set(BoxFacts.missing(House.HARBOR, "minutes"));
            house.directory().end(purpose.id(), House.OPERATOR);
            return house.storing("x", 400).plan(permitted);
        });
        assertThat(passage).isInstanceOf(Passage.Denied.class);
    }

    @Test
    void aContainerThatIsMadeMeanwhileIsNotGone() {
        AtomicReference<BoxFacts> facts = new AtomicReference<>(BoxFacts.missing(House.HARBOR, "minutes"));
        AccessRequest request = AccessRequest.in(facts::get, caller, Service.BLOB, Action.WRITE);
        assertThat(house.gate().pass(request, _ -> {
                    facts.set(House.box("minutes"));
                    return Planned.of(Amounts.NONE, _ -> "made");
                }))
                .isInstanceOf(Passage.Done.class);
    }

    @Test
    void aPlanThatFailsIsRecordedWithoutAmounts() {
        Passage<String> passage = house.gate().pass(House.reading(caller), permitted -> {
            throw new AmanaException(ErrorCode.BLOB_NOT_FOUND, "blob minutes/2026.pdf: there is none");
        });
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.BLOB_NOT_FOUND));
        assertThat(house.entry(passage).text("dec")).isEqualTo("allow");
        assertThat(house.entry(passage).texts("units")).isEmpty();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(0, 0));
    }

    @Test
    void amountsFrom2ToThe50AreRefusedAndRecorded() {
        Passage<String> passage = house.gate().pass(House.reading(caller), House.releasing(1L << 50));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void aMistakeInAPlanIsAFailureThatIsRecordedToo() {
        Passage<String> passage = house.gate().pass(House.reading(caller), permitted -> {
            throw new IllegalStateException("a mistake");
        });
        assertThat(passage).isInstanceOfSatisfying(Passage.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failed.failure().getCause()).hasMessage("a mistake");
        });
    }

    @Test
    void whatWasPlannedIsClosedOnceInEveryCase() {
        AtomicInteger closed = new AtomicInteger();
        for (Amounts amounts : List.of(Amounts.released(1), Amounts.released(5_000))) {
            closed.set(0);
            house.gate().pass(House.reading(caller), permitted -> new Planned<String>() {
                @Override
                public Amounts amounts() {
                    return amounts;
                }

                @Override
                public String carryOut(Permit permit) {
                    throw new AmanaException(ErrorCode.CORRUPT, "extent 7");
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            });
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void aWriteIsStoredAndCounted() {
        Passage<String> passage = house.gate().pass(House.writing(caller), house.storing("a", 400));
        assertThat(passage.orThrow()).isEqualTo("a");
        assertThat(house.entry(passage).number("in")).isEqualTo(400);
        assertThat(house.entry(passage).number("dst")).isEqualTo(400);
        assertThat(house.onTheShelf()).isEqualTo(house.storedByTheLedger()).isEqualTo(400);
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(400, 1));
    }

    @Test
    void aCommitThatFailsIsVoidedAndItsReservationReturned() {
        Passage<String> passage = house.gate().pass(House.writing(caller), house.storingInVain(400));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.CONDITION_NOT_MET));
        List<Entry> voids = house.entries(Kind.VOID);
        assertThat(voids).hasSize(1);
        assertThat(voids.getFirst().number("ref")).isEqualTo(passage.receipt().index());
        assertThat(voids.getFirst().number("dst")).isEqualTo(-400);
        assertThat(house.storedByTheLedger()).isZero();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(0, 0));
    }

    @Test
    void aFailureAfterTheCommitIsNotVoided() {
        Passage<String> passage = house.gate().pass(House.writing(caller), permitted -> {
            Planned<String> storing = house.storing("a", 400).plan(permitted);
            return Planned.of(storing.amounts(), permit -> {
                storing.carryOut(permit);
                throw new IllegalStateException("after the commit");
            });
        });
        assertThat(passage).isInstanceOf(Passage.Failed.class);
        assertThat(house.entries(Kind.VOID)).isEmpty();
        assertThat(house.onTheShelf()).isEqualTo(house.storedByTheLedger()).isEqualTo(400);
    }

    /// A class that is not there, an assertion: it is about this deed alone, and what it leaves is settled like any
    /// other.
    @Test
    void anErrorInADeedIsVoidedAndHoldsNothingBack() {
        LinkageError mistake = new NoClassDefFoundError("a mistake");
        Passage<String> passage = house.gate()
                .pass(
                        House.writing(caller),
                        permitted -> Planned.of(Amounts.accepted(400, 400), permit -> {
                            throw mistake;
                        }));
        assertThat(passage).isInstanceOfSatisfying(Passage.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failed.failure()).hasCause(mistake);
        });
        assertThat(house.entries(Kind.VOID))
                .singleElement()
                .satisfies(voided -> assertThat(voided.number("ref"))
                        .isEqualTo(passage.receipt().index()));
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(0, 0));
        house.access().keepUp();
        long settled = house.catalog().read(AppliedEntries::settledUpTo);
        assertThat(settled).isEqualTo(house.ledger().size());
    }

    @Test
    void anErrorInAPlanIsRecordedToo() {
        AssertionError mistake = new AssertionError("a mistake");
        Passage<String> passage = house.gate().pass(House.reading(caller), permitted -> {
            throw mistake;
        });
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure()).hasCause(mistake));
        assertThat(house.entry(passage).text("dec")).isEqualTo("allow");
    }

    /// What was committed is not known then; the next start looks.
    @Test
    void whatEndsTheProcessPassesUntouchedAndIsSettledByTheNextStart() {
        for (Error end : List.of(new FatalDiskError("a sync failed"), new OutOfMemoryError("a test"))) {
            long size = house.ledger().size();
            assertThatThrownBy(() -> house.gate()
                            .pass(
                                    House.writing(caller),
                                    permitted -> Planned.of(Amounts.accepted(400, 400), permit -> {
                                        throw end;
                                    })))
                    .isSameAs(end);
            assertThat(house.ledger().size()).isEqualTo(size + 1);
            assertThat(house.entries(Kind.VOID)).isEmpty();
        }
        house.crash();
        assertThat(house.access().voidedAtStart()).isEqualTo(2);
        assertThat(house.storedByTheLedger()).isZero();
    }

    @Test
    void aWriteThatDoesNotMarkItsEntryIsAMistakeThatShowsAtOnce() {
        Passage<String> passage = house.gate()
                .pass(
                        House.writing(caller),
                        permitted -> Planned.of(Amounts.accepted(5, 5), permit -> "forgot to mark"));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().message()).contains("AppliedEntries.record"));
    }

    @Test
    void overTheDaysVolumeNothingMovesAndTheRefusalSaysSo() {
        assertThat(house.gate().pass(House.reading(caller), House.releasing(990)))
                .isInstanceOf(Passage.Done.class);
        AtomicBoolean carriedOut = new AtomicBoolean();
        Passage<String> passage = house.gate()
                .pass(
                        House.reading(caller),
                        permitted -> Planned.of(Amounts.released(11), permit -> {
                            carriedOut.set(true);
                            return "";
                        }));
        assertThat(carriedOut).isFalse();
        assertThat(passage).isInstanceOfSatisfying(Passage.Denied.class, denied -> {
            assertThat(denied.code()).isEqualTo(ErrorCode.VOLUME_LIMIT_REACHED);
            assertThat(denied.reason()).contains("1000 bytes", "two people");
        });
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/forbid/bulk@1");
        assertThat(house.gate().pass(House.reading(caller), House.releasing(10)))
                .isInstanceOf(Passage.Done.class);
    }

    @Test
    void tomorrowTheVolumeIsThereAgain() {
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1_000)))
                .isInstanceOf(Passage.Done.class);
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1))).isInstanceOf(Passage.Denied.class);
        house.clock.advance(Duration.ofDays(1));
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1_000)))
                .isInstanceOf(Passage.Done.class);
    }

    /// The entries of then stand under the day that they were counted in; the house's log is verified at its end.
    @Test
    void aClockThatIsSetBackOverMidnightGivesNoVolumeTwice() {
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1_000)))
                .isInstanceOf(Passage.Done.class);
        Caller other = house.caller(house.purpose(1_000, 10, List.of()), house.person("Omar"));
        house.clock.advance(Duration.ofDays(1));
        assertThat(house.gate().pass(House.reading(caller), House.releasing(900)))
                .isInstanceOf(Passage.Done.class);
        house.clock.advance(Duration.ofDays(-1));
        assertThat(house.gate().pass(House.reading(caller), House.releasing(101)))
                .isInstanceOf(Passage.Denied.class);
        assertThat(house.gate().pass(House.reading(other), House.releasing(1_000)))
                .isInstanceOf(Passage.Done.class);
        house.clock.advance(Duration.ofDays(1));
        assertThat(house.gate().pass(House.reading(other), House.releasing(1))).isInstanceOf(Passage.Denied.class);
    }

    @Test
    void aPurposeThatEndsWhileABodyIsTakenInAllowsNothingMore() {
        AtomicBoolean carriedOut = new AtomicBoolean();
        Passage<String> passage = house.gate().pass(House.reading(caller), permitted -> {
            house.directory().end(purpose.id(), House.OPERATOR);
            return Planned.of(Amounts.released(1), permit -> {
                carriedOut.set(true);
                return "";
            });
        });
        assertThat(carriedOut).isFalse();
        assertThat(passage).isInstanceOf(Passage.Denied.class);
    }

    @Test
    void anEndedKeyIsWorthNothingFromTheNextRequestOn() {
        assertThat(house.gate().foresees(House.reading(caller))).isTrue();
        house.directory().end(caller.credential().id(), House.OPERATOR);
        assertThat(house.gate().pass(House.reading(caller), House.releasing(1)))
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
    }

    @Test
    void aCredentialThatTheDirectoryDidNotIssueIsWorthNothing() {
        Credential live = caller.credential();
        PurposeId other = house.purpose().id();
        List<Credential> forged = List.of(
                forged(live.id(), live.kind(), nora, other, live.expires()),
                forged(
                        live.id(),
                        live.kind(),
                        nora,
                        live.purpose(),
                        live.expires().plusSeconds(1)),
                forged(live.id(), Credential.Kind.INTERNAL, nora, live.purpose(), live.expires()),
                forged(live.id(), live.kind(), house.person("Omar"), live.purpose(), live.expires()),
                forged(new CredentialId(999), live.kind(), nora, live.purpose(), live.expires()));
        for (Credential each : forged) {
            assertThat(house.gate().foresees(House.reading(new Caller(each, ""))))
                    .as("%s", each)
                    .isFalse();
        }
        assertThat(house.gate().foresees(House.reading(caller))).isTrue();
    }

    private Credential forged(
            CredentialId id, Credential.Kind kind, Principal principal, PurposeId pur, java.time.Instant expires) {
        return new Credential(
                id, kind, "harbor", principal, pur, caller.credential().issued(), expires);
    }

    @Test
    void aPurposeThatThereIsNotIsRefusedAndRecordedWithoutOne() {
        Credential nowhere = forged(
                caller.credential().id(),
                Credential.Kind.ACCESS_KEY,
                nora,
                new PurposeId(99),
                caller.credential().expires());
        Passage<String> passage = house.gate().pass(House.reading(new Caller(nowhere, "")), House.releasing(1));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo(ErrorCode.PURPOSE_REQUIRED));
        assertThat(house.entry(passage).text("pur")).isEmpty();
    }

    @Test
    void aSharedAccessSignatureWorksUnderThePurposeOfItsKeyForSevenDaysAtMost() {
        Credential key = caller.credential();
        Credential shared =
                key.sharedAccess(house.clock.instant(), house.clock.instant().plus(Duration.ofDays(7)));
        Passage<String> passage = house.gate().pass(House.reading(new Caller(shared, "")), House.releasing(1));
        assertThat(house.entry(passage).text("pur")).isEqualTo(purpose.id().toString());
        Credential tooLong =
                key.sharedAccess(house.clock.instant(), house.clock.instant().plus(Duration.ofDays(8)));
        assertThat(house.gate().pass(House.reading(new Caller(tooLong, "")), House.releasing(1)))
                .isInstanceOfSatisfying(
                        Passage.Denied.class,
                        denied -> assertThat(denied.reason()).contains("7 days at most"));
    }

    @Test
    void foreseeingWritesNothing() {
        long size = house.ledger().size();
        assertThat(house.gate().foresees(House.reading(caller))).isTrue();
        assertThat(house.gate()
                        .foresees(AccessRequest.inAsKnown(House.box("minutes"), caller, Service.ADMIN, Action.ADMIN)))
                .isFalse();
        assertThat(house.ledger().size()).isEqualTo(size);
    }

    @Test
    void storedBytesNeverChangeOutsideAContainer() {
        AccessRequest request = AccessRequest.on(House.HARBOR, caller, Service.BLOB, Action.WRITE);
        long size = house.ledger().size();
        assertThatThrownBy(() ->
                        house.gate().pass(request, permitted -> Planned.of(Amounts.accepted(1, 1), permit -> "")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(house.ledger().size()).isEqualTo(size);
    }

    @Test
    void noiseIsFoldedByReasonServiceAndMinute() {
        long size = house.ledger().size();
        for (int i = 0; i < 500; i++) {
            house.gate().unauthenticated(Service.BLOB, "bad-signature", "192.0.2." + i % 250);
        }
        house.gate().unauthenticated(Service.BLOB, "no-credentials", "192.0.2.1");
        assertThat(house.ledger().size()).isEqualTo(size + 2);
        house.clock.advance(Duration.ofMinutes(1));
        house.access().keepUp();
        house.access().keepUp();
        List<Entry> noise = house.entries(Kind.OPERATOR);
        assertThat(noise)
                .extracting(entry -> entry.text("reason") + " " + entry.number("count"))
                .containsExactly("bad-signature 1", "no-credentials 1", "bad-signature 499");
        house.gate().unauthenticated(Service.BLOB, "bad-signature", "192.0.2.1");
        assertThat(house.entries(Kind.OPERATOR)).hasSize(4);
    }
}
