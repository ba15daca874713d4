package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Directory;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Report;
import org.amana.verifier.Verdict;
import org.junit.jupiter.api.Test;

/// Containers that are kept for a time once they are deleted, and bodies that outlast their container.
final class DeletedContainersTest extends OpenHouse {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two, longer");
    private static final byte[] THREE = bytes("three");

    private ContainerPage containers() {
        return house.onAccount(
                Action.LIST,
                house.blobs.listContainers(new ListContainers(House.ACCOUNT, "", "", 100, false, false, true)));
    }

    private Optional<ContainerProperties> deletedBox() {
        return containers().items().stream()
                .filter(it -> it.deletion().isPresent())
                .findFirst();
    }

    private ContainerProperties restore(ContainerRef target) {
        return house.run(
                target,
                Action.WRITE,
                house.blobs.restoreContainer(new RestoreContainer(
                        target,
                        box.name(),
                        deletedBox().map(ContainerProperties::deletedVersion).orElse("0"))));
    }

    @Test
    void aDeletedContainerIsKeptWithItsKeyAndComesBack() {
        house.safeguard(false, 7);
        house.put(blob, ONE);
        house.deleteContainer(box, Conditions.NONE);
        assertThat(house.blobs.facts().exists(box)).isFalse();
        house.round();
        house.container("box");
        fails(ErrorCode.CONTAINER_EXISTS, () -> restore(box));
        house.deleteContainer(box, Conditions.NONE);

        house.changes.clear();
        assertThat(restore(box).storedBytes()).isEqualTo(3);
        assertThat(house.get(blob)).isEqualTo(ONE);
        house.round();
        assertThat(house.told()).containsExactly("ContainerRestored", "Written");
    }

    @Test
    void theKeyOfADeletedContainerIsDestroyedWhenItsTimeIsOver() {
        house.safeguard(false, 7);
        house.put(blob, ONE);
        house.deleteContainer(box, Conditions.NONE);
        clock.advance(Duration.ofDays(7));
        assertThat(deletedBox()).isEmpty();
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> restore(box));
        house.round();
        assertThat(house.catalog.<Optional<Long>>read(
                        reader -> reader.first("SELECT id FROM container", row -> row.number("id"))))
                .isEmpty();
    }

    /// A body may take long to come, and its container be deleted meanwhile.
    @Test
    void nothingComesIntoADeletedContainerThatIsStillKept() {
        house.safeguard(false, 7);
        house.put(blob, ONE);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(TWO)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                if (house.blobs.facts().exists(box)) {
                    house.deleteContainer(box, Conditions.NONE);
                }
                return super.read(buffer, from, length);
            }
        };
        Body body = new Body(slow, OptionalLong.of(TWO.length), Optional.empty(), Optional.empty());
        fails(
                ErrorCode.CONTAINER_NOT_FOUND,
                () -> house.run(box, Action.WRITE, house.blobs.putBlob(PutBlob.of(blob), body)));
        assertThat(restore(box).storedBytes()).isEqualTo(3);
        assertThat(house.get(blob)).isEqualTo(ONE);
    }

    /// Its name may belong to another container by then.
    @Test
    void aBodyThatOutlastsItsContainerCountsForNothing() {
        Caller caller = limitedToTheBox();
        List<Plan<?>> writes = List.of(
                house.blobs.putBlob(PutBlob.of(blob), outlasting()),
                house.blobs.putBlock(PutBlock.of(blob, "AAAA"), outlasting()));
        for (Plan<?> write : writes) {
            house.put(blob, THREE);
            Passage<?> passage = pass(caller, write);
            assertThat(passage)
                    .isInstanceOfSatisfying(
                            Passage.Failed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.CONTAINER_NOT_FOUND));
            Entry entry = house.ledger.entry(passage.receipt().index());
            assertThat(entry.number("in")).isZero();
            assertThat(entry.number("dst")).isZero();
            assertThat(pass(caller, house.blobs.putBlob(PutBlob.of(blob), Body.of(ONE))))
                    .isInstanceOf(Passage.Done.class);
        }
        assertThat(house.ledger.entries(0, 1_000)).extracting(Entry::kind).doesNotContain(Kind.VOID);
        house.ledger.publish();
        Report report =
                LogVerification.verify(LogSource.folder(house.ledger.publicFolder()), house.ledger.verifierKey());
        assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.SOUND);
    }

    private Caller limitedToTheBox() {
        Directory directory = house.control.directory();
        Purpose purpose = directory.propose(
                new PurposeDraft(
                        House.ACCOUNT.value(),
                        new Text("One box", "صندوق واحد"),
                        "dpv:LegalCompliance",
                        "eu-gdpr:A6-1-c",
                        Scope.everythingOnData().withContainers(Set.of("box")),
                        Duration.ofDays(100),
                        List.of()),
                Authority.operator("test"));
        directory.activate(purpose.id(), Authority.operator("test"));
        clock.advance(Duration.ofMinutes(2));
        PrincipalId steward = house.caller.credential().principal().id();
        return new Caller(
                directory
                        .issueKey(purpose.id(), steward, Duration.ofDays(30), Authority.operator("test"))
                        .credential(),
                "test");
    }

    private <R> Passage<R> pass(Caller caller, Plan<R> plan) {
        return house.control
                .gate()
                .pass(AccessRequest.in(() -> house.blobs.facts().of(box), caller, Service.BLOB, Action.WRITE), plan);
    }

    /// Before it ends, its container is deleted, another takes the name, and over a minute passes.
    private Body outlasting() {
        AtomicBoolean replaced = new AtomicBoolean();
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(TWO)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                if (!replaced.getAndSet(true)) {
                    house.deleteContainer(box, Conditions.NONE);
                    clock.advance(Duration.ofMinutes(1));
                    house.container("box");
                    house.put(box.blob("n"), ONE);
                    clock.advance(Duration.ofSeconds(61));
                }
                return super.read(buffer, from, length);
            }
        };
        return new Body(slow, OptionalLong.of(TWO.length), Optional.empty(), Optional.empty());
    }
}
