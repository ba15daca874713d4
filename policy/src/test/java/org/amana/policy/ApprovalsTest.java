package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
    @TempDir
    Path folder;

    House house;
    Principal nora;
    Principal omar;
    Principal lina;
    Principal robot;
    Purpose purpose;
    Caller caller;

    @BeforeEach
    void open() {
        house = new House(folder);
        nora = house.person("Nora");
        omar = house.person("Omar");
        lina = house.person("Lina");
        robot = house.directory().addPrincipal("robot", Principal.Kind.SERVICE);
        purpose = house.purpose(1_000, 10, List.of(nora.id(), omar.id(), lina.id(), robot.id()));
        caller = house.caller(purpose, nora);
        assertThat(read(1_000)).isInstanceOf(Passage.Done.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void twoDistinctApproversOpenTheWayForWhatWasAskedAndNoMore() {
        Approval asked = ask(500);
        assertThat(refusal(read(1))).isEqualTo(ErrorCode.APPROVAL_REQUIRED);
        house.access().approvals().approve(asked.id(), key(omar));
        assertThat(refusal(read(1))).isEqualTo(ErrorCode.APPROVAL_REQUIRED);
        Approval granted = house.access().approvals().approve(asked.id(), key(lina));
        assertThat(granted.state()).isEqualTo(Approval.State.GRANTED);
        assertThat(granted.approvedBy()).containsExactly(omar.id(), lina.id());

        Passage<String> passage = read(400);
        assertThat(passage).isInstanceOf(Passage.Done.class);
        assertThat(house.entry(passage).texts("rule")).contains("approval/" + asked.id());
        assertThat(refusal(read(101))).isEqualTo(ErrorCode.VOLUME_LIMIT_REACHED);
        assertThat(read(100)).isInstanceOf(Passage.Done.class);
        assertThat(refusal(read(1))).isEqualTo(ErrorCode.VOLUME_LIMIT_REACHED);
    }

    @Test
    void whatWasUsedOfAnApprovalIsUsedAfterARestartToo() {
        grant(ask(500));
        assertThat(read(400)).isInstanceOf(Passage.Done.class);
        house.restart();
        assertThat(read(101)).isInstanceOf(Passage.Denied.class);
        assertThat(read(100)).isInstanceOf(Passage.Done.class);
    }

    @Test
    void anAccessThatFailsReturnsWhatItTook() {
        grant(ask(500));
        Passage<String> failed = house.gate().pass(House.writing(caller), house.storingInVain(500));
        assertThat(failed).isInstanceOf(Passage.Failed.class);
        assertThat(read(500)).isInstanceOf(Passage.Done.class);
    }

    @Test
    void withoutRoomToNoteWhatIsTakenTheAccessFailsOnTheRecordAndTakesNothing() {
        grant(ask(500));
        fillTheCatalog();
        AtomicBoolean released = new AtomicBoolean();
        long size = house.ledger().size();
        Passage<String> passage = house.gate()
                .pass(
                        House.reading(caller),
                        permitted -> Planned.of(Amounts.released(400), permit -> {
                            released.set(true);
                            return "";
                        }));
        assertThat(passage)
                .isInstanceOfSatisfying(
                        Passage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
        assertThat(released).isFalse();
        assertThat(house.ledger().size()).isEqualTo(size + 1);
        assertThat(house.entry(passage).number("out")).isZero();
        assertThat(house.entry(passage).texts("rule")).containsExactly("baseline/permit/members@1");
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(1_000, 1));

        house.catalog().commit(transaction -> transaction.update("DROP TRIGGER filling"));
        assertThat(read(500)).as("nothing was taken").isInstanceOf(Passage.Done.class);
    }

    /// No more goes in when an approval is used.
    private void fillTheCatalog() {
        house.catalog().commit(transaction -> transaction.update("CREATE TABLE filler (bytes BLOB) STRICT"));
        house.catalog()
                .commit(transaction ->
                        transaction.update("CREATE TRIGGER filling BEFORE UPDATE OF used_bytes ON approval"
                                + " BEGIN INSERT INTO filler VALUES (zeroblob(400000000)); END"));
        house.catalog()
                .commit(transaction ->
                        transaction.first("PRAGMA max_page_count = 2000", row -> row.number("max_page_count")));
    }

    @Test
    void overTheDaysVolumeAllThatIsTouchedIsAskedAbout() {
        grant(ask(500));
        house.access()
                .policies()
                .replace(
                        List.of(new PolicyText(
                                "site/forbid/much@1",
                                "forbid (principal, action == Amana::Action::\"delete\", resource)"
                                        + " when { context.overVolume };")),
                        House.OPERATOR);
        AccessRequest deleting = AccessRequest.inAsKnown(House.box("letters"), caller, Service.BLOB, Action.DELETE);
        Passage<String> refused = house.gate().pass(House.reading(caller).alsoTouching(deleting), House.releasing(500));
        assertThat(house.entry(refused).texts("rule")).containsExactly("site/forbid/much@1");
        assertThat(read(500)).as("what was reserved is given back").isInstanceOf(Passage.Done.class);
    }

    @Test
    void anApprovalServesOnlyTheOneWhoAsked() {
        grant(ask(500));
        Caller another = house.caller(purpose, omar);
        assertThat(refusal(house.gate().pass(House.reading(another), House.releasing(1))))
                .isEqualTo(ErrorCode.VOLUME_LIMIT_REACHED);
    }

    @Test
    void anApprovalExpires() {
        grant(ask(500));
        house.clock.advance(Duration.ofDays(1));
        assertThat(read(1_000)).isInstanceOf(Passage.Done.class);
        assertThat(read(1)).isInstanceOf(Passage.Denied.class);
    }

    @Test
    void neitherTheRequesterNorOnePersonTwiceNorAMachineNorAStrangerApproves() {
        Approval asked = ask(500);
        Principal stranger = house.person("Stranger");
        house.access().approvals().approve(asked.id(), key(omar));
        for (Principal who : List.of(nora, omar, robot, stranger)) {
            assertThatThrownBy(() -> house.access().approvals().approve(asked.id(), key(who)))
                    .as(who.name())
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_FORBIDS_ACTION))
                    .hasMessageContaining(who.name());
        }
        assertThat(read(1)).isInstanceOf(Passage.Denied.class);
    }

    @Test
    void oneRefusalClosesARequest() {
        Approval asked = ask(500);
        house.access().approvals().approve(asked.id(), key(omar));
        assertThat(house.access().approvals().refuse(asked.id(), key(lina)).state())
                .isEqualTo(Approval.State.REFUSED);
        assertThat(refusal(read(1))).isEqualTo(ErrorCode.VOLUME_LIMIT_REACHED);
    }

    @Test
    void noApprovalLivesLongerThanSeventyTwoHours() {
        assertThatThrownBy(() -> house.access()
                        .approvals()
                        .ask(purpose.id(), nora.id(), 1, 1, "case 12/26", Duration.ofHours(73)))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("72 hours");
    }

    @Test
    void everyStepIsInTheLedgerWithoutItsReason() {
        grant(ask(500));
        assertThat(house.entries(Kind.APPROVAL))
                .extracting(entry -> entry.text("apr") + " " + entry.text("state") + " " + entry.number("bytes"))
                .containsExactly("A-1 asked 500", "A-1 granted 500", "A-1 granted 500");
        assertThat(house.entries(Kind.APPROVAL).toString()).doesNotContain("12/26");
    }

    private Passage<String> read(long bytes) {
        return house.gate().pass(House.reading(caller), House.releasing(bytes));
    }

    private Approval ask(long bytes) {
        return house.access().approvals().ask(purpose.id(), nora.id(), bytes, 100, "case 12/26", Duration.ofHours(20));
    }

    private void grant(Approval asked) {
        house.access().approvals().approve(asked.id(), key(omar));
        house.access().approvals().approve(asked.id(), key(lina));
    }

    /// One that the operator gave out.
    private Credential key(Principal holder) {
        return house.caller(purpose, holder).credential();
    }

    private static ErrorCode refusal(Passage<?> passage) {
        assertThat(passage).isInstanceOf(Passage.Denied.class);
        return ((Passage.Denied<?>) passage).code();
    }
}
