package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Passage;
import org.amana.policy.Service;
import org.junit.jupiter.api.Test;

/// Containers: made, listed, described, leased and deleted.
final class ContainersTest extends OpenHouse {
    private static final LeaseId LEASE = LeaseId.of(new UUID(0, 0xA));

    @Test
    void aContainerIsMadeOnceAndItsNameIsFreeAfterItsDeletion() {
        fails(ErrorCode.CONTAINER_EXISTS, () -> house.container("box"));
        house.put(blob, bytes("old"));
        String pseudonym = house.blobs.facts().of(box).boxPseudonym();
        house.deleteContainer(box, Conditions.NONE);
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> house.get(blob));
        house.container("box");
        assertThat(house.blobs.facts().of(box).boxPseudonym()).isNotEqualTo(pseudonym);
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.get(blob));
    }

    @Test
    void aDeletedContainersKeyIsDestroyedAndItsRowsAreWorkedOff() {
        house.put(blob, bytes("x"));
        blob.at(house.snapshot(blob));
        house.putBlock(box.blob("waiting"), House.blockId(1), bytes("y"));
        house.deleteContainer(box, Conditions.NONE);
        assertThat(house.count("container WHERE wrapped_key IS NOT NULL")).isZero();
        house.round();
        for (String table : new String[] {
            "container", "container_size", "blob", "snapshot", "staging", "staged_block", "dropped_staging"
        }) {
            assertThat(house.count(table)).as(table).isZero();
        }
        box = house.container("box");
    }

    @Test
    void aDecisionAboutOneContainerIsNotGoodForAnotherOfTheSameName() {
        var facts = house.blobs.facts().of(box);
        house.deleteContainer(box, Conditions.NONE);
        house.container("box");
        var request = AccessRequest.inAsKnown(facts, house.caller, Service.BLOB, Action.WRITE);
        Passage<BlobWritten> passage =
                house.control.gate().pass(request, house.blobs.putBlob(PutBlob.of(blob), Body.of(bytes("x"))));
        fails(ErrorCode.CONTAINER_NOT_FOUND, passage::orThrow);
    }

    @Test
    void aContainersLeaseProtectsItsDeletionOnly() {
        house.run(
                box,
                Action.WRITE,
                house.blobs.leaseContainer(
                        new LeaseContainer(box, new LeaseAction.Acquire(-1, LEASE), Conditions.NONE)));
        house.put(blob, bytes("1"));
        fails(ErrorCode.LEASE_ID_MISSING_CONTAINER, () -> house.deleteContainer(box, Conditions.NONE));
        house.deleteContainer(box, Conditions.NONE.withLease(LEASE));
        fails(ErrorCode.CONTAINER_NOT_FOUND, () -> house.properties(box));
    }

    @Test
    void metadataAndPoliciesOfAContainerAreReplaced() {
        house.run(
                box,
                Action.WRITE,
                house.blobs.setContainerMetadata(
                        new SetContainerMetadata(box, Metadata.of(Map.of("Team", "red")), Conditions.NONE)));
        StoredAccessPolicy policy = new StoredAccessPolicy("p1", "2026-01-01", "2027-01-01T00:00:00Z", "rwl");
        house.run(
                box,
                Action.WRITE,
                house.blobs.setContainerAcl(
                        new SetContainerAcl(box, List.of(policy), AnonymousAccess.CONTAINER, Conditions.NONE)));
        assertThat(house.properties(box).metadata()).isEqualTo(Metadata.of(Map.of("Team", "red")));
        assertThat(house.run(box, Action.READ, house.blobs.containerAcl(new ReadContainer(box, Conditions.NONE)))
                        .policies())
                .containsExactly(policy);
        assertThat(house.blobs.facts().storedAccessPolicies(box)).containsExactly(policy);
        assertThat(house.blobs.facts().anonymousAccess(box)).isEqualTo(AnonymousAccess.CONTAINER);
        Conditions notModified =
                Conditions.NONE.withIfModifiedSince(clock.instant().plusSeconds(1));
        fails(
                ErrorCode.CONDITION_NOT_MET,
                () -> house.run(
                        box,
                        Action.WRITE,
                        house.blobs.setContainerMetadata(new SetContainerMetadata(box, Metadata.NONE, notModified))));
    }

    @Test
    void containersAreListedByNameInPages() {
        for (String name : new String[] {"zebra", "alpha", "alpine", "beta"}) {
            house.container(name);
        }
        ContainerPage first = listContainers("", "", 2);
        assertThat(first.items()).extracting(it -> it.name().value()).containsExactly("alpha", "alpine");
        ContainerPage second = listContainers("", first.nextMarker(), 10);
        assertThat(second.items()).extracting(it -> it.name().value()).containsExactly("beta", "box", "zebra");
        assertThat(second.nextMarker()).isEmpty();
        assertThat(listContainers("alp", "", 10).items()).hasSize(2);
    }

    /// However many are left out, a page is full, and a marker never names one of them.
    @Test
    void containersThatAreNotVisibleAreLeftOutOfPagesAndMarkers() {
        for (int i = 0; i < 250; i++) {
            house.container("hidden-%03d".formatted(i));
        }
        house.container("a-first");
        house.container("z-last");
        Predicate<BoxFacts> visible = box -> !box.container().startsWith("hidden");
        ContainerPage first = listContainers("", "", 2, visible);
        assertThat(first.items()).extracting(it -> it.name().value()).containsExactly("a-first", "box");
        assertThat(ListMarker.parse(first.nextMarker()).map(ListMarker::name)).hasValue("z-last");
        ContainerPage second = listContainers("", first.nextMarker(), 2, visible);
        assertThat(second.items()).extracting(it -> it.name().value()).containsExactly("z-last");
        assertThat(second.nextMarker()).isEmpty();
        assertThat(listContainers("hidden", "", 2, visible)).isEqualTo(new ContainerPage(List.of(), ""));
    }

    private ContainerPage listContainers(String prefix, String marker, int most) {
        return listContainers(prefix, marker, most, _ -> true);
    }

    private ContainerPage listContainers(String prefix, String marker, int most, Predicate<BoxFacts> visible) {
        return house.onAccount(
                Action.LIST,
                house.blobs.listContainers(
                        new ListContainers(House.ACCOUNT, prefix, marker, most, false, true), visible));
    }
}
