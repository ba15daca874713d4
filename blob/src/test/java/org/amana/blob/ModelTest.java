package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does the same random operations to the service and to [ModelBlobs] and compares every answer and, in the
/// end, everything that is there. Failures are answers too.
@Tag("slow")
class ModelTest {
    private static final String[] NAMES = {"a", "a/b", "a/b/c", "b", "é", "😀"};
    private static final String[] IDS = {"QUFBQQ==", "QUFBQg==", "QUFBQw==", "QUFB"};
    private static final LeaseId LEASE = LeaseId.of(new UUID(1, 1));
    private static final LeaseId OTHER = LeaseId.of(new UUID(2, 2));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private House house;
    private RandomGenerator random;
    private List<ContainerRef> boxes;
    private List<ModelBlobs> models;
    private final List<String> done = new ArrayList<>();

    @Test
    void theServiceAnswersAsTheModelDoes() {
        int[] run = {0};
        Seeds.check(2, it -> {
            random = it;
            done.clear();
            try (House opened = House.build(new OsDisk(), folder.resolve("run" + run[0]++), clock)) {
                house = opened;
                boxes = List.of(house.container("first"), house.container("second"));
                models = List.of(new ModelBlobs(), new ModelBlobs());
                for (int i = 0; i < Integer.getInteger("amana.steps", 400); i++) {
                    step();
                }
                compareEverything();
            }
        });
    }

    private void step() {
        int at = random.nextInt(2);
        ContainerRef box = boxes.get(at);
        ModelBlobs model = models.get(at);
        BlobRef blob = box.blob(NAMES[random.nextInt(NAMES.length)]);
        switch (random.nextInt(16)) {
            case 0, 1 -> put(model, blob);
            case 2, 3, 4 -> stage(model, blob);
            case 5, 6 -> commit(model, blob);
            case 7 -> delete(model, blob);
            case 8 -> snapshot(model, blob);
            case 9 -> describe(model, blob);
            case 10 -> tag(model, blob);
            case 11 -> lease(model, blob);
            case 12 -> copy(model, blob);
            case 13, 14 -> read(model, blob);
            default -> clock.advance(java.time.Duration.ofMillis(random.nextInt(3000)));
        }
    }

    /// Does both and compares: both succeed, or both fail with the same code.
    private void both(String what, Runnable model, Runnable service) {
        String expected = outcome(model);
        String found = outcome(service);
        done.add(what + " -> " + expected);
        assertThat(found)
                .as("%s, after %s", what, done.subList(Math.max(0, done.size() - 12), done.size()))
                .isEqualTo(expected);
    }

    private static String outcome(Runnable deed) {
        try {
            deed.run();
            return "ok";
        } catch (ModelBlobs.Expected e) {
            return e.code.name();
        } catch (AmanaException e) {
            return e.code().name();
        }
    }

    private Conditions conditions(ModelBlobs model, BlobRef blob) {
        Conditions conditions = Conditions.NONE;
        ModelBlobs.One one = model.blobs.get(blob.name());
        LeaseId lease = model.leaseOf(blob.name());
        if (lease.isPresent() && random.nextInt(4) != 0) {
            conditions = conditions.withLease(lease);
        } else if (random.nextInt(12) == 0) {
            conditions = conditions.withLease(OTHER);
        }
        return switch (random.nextInt(10)) {
            case 0 -> conditions.withIfNoneMatch(ETagCondition.any());
            case 1 -> conditions.withIfMatch(ETagCondition.parse("0x123"));
            case 2 -> one == null ? conditions : conditions.withIfMatch(ETagCondition.parse(one.etag.quoted()));
            default -> conditions;
        };
    }

    private byte[] bytes() {
        return Seeds.bytes(random, random.nextInt(4) == 0 ? random.nextInt(150_000) : random.nextInt(100));
    }

    private void put(ModelBlobs model, BlobRef blob) {
        byte[] bytes = bytes();
        Conditions conditions = conditions(model, blob);
        Map<String, String> metadata = Map.of("Key", "v" + random.nextInt(3));
        PutBlob command = PutBlob.of(blob)
                .withConditions(conditions)
                .withMetadata(Metadata.of(metadata))
                .withHeaders(HttpHeaders.ofType("text/x" + random.nextInt(3)));
        both(
                "put " + blob + " " + conditions,
                () -> {
                    model.requireWritable(blob.name(), conditions);
                    ModelBlobs.One one = model.written(blob.name(), bytes, List.of());
                    one.metadata = metadata;
                    one.type = command.headers().contentType();
                    one.hasMd5 = true;
                },
                () -> etag(
                        model,
                        blob,
                        house.run(blob.container(), Action.WRITE, house.blobs.putBlob(command, Body.of(bytes)))
                                .etag()));
    }

    private static void etag(ModelBlobs model, BlobRef blob, ETag etag) {
        model.require(blob.name()).etag = etag;
    }

    private void stage(ModelBlobs model, BlobRef blob) {
        String id = IDS[random.nextInt(IDS.length * 3) % (random.nextInt(6) == 0 ? IDS.length : IDS.length - 1)];
        byte[] bytes = Seeds.bytes(random, random.nextInt(1, 3000));
        Conditions lease = Conditions.NONE.withLease(conditions(model, blob).lease());
        both(
                "stage " + blob + " " + id,
                () -> model.stage(blob.name(), id, bytes, lease),
                () -> house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.putBlock(new PutBlock(blob, new BlockId(id), lease), Body.of(bytes))));
    }

    private void commit(ModelBlobs model, BlobRef blob) {
        List<String> known = new ArrayList<>(
                model.waiting.getOrDefault(blob.name(), new TreeMap<>()).keySet());
        if (model.blobs.containsKey(blob.name())) {
            model.blobs.get(blob.name()).blocks.forEach(piece -> known.add(piece.id()));
        }
        List<BlockChoice> choices = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String id = known.isEmpty() || random.nextInt(15) == 0
                    ? IDS[random.nextInt(IDS.length)]
                    : known.get(random.nextInt(known.size()));
            BlockSource source = random.nextInt(3) != 0
                    ? BlockSource.LATEST
                    : random.nextBoolean() ? BlockSource.COMMITTED : BlockSource.UNCOMMITTED;
            choices.add(new BlockChoice(source, new BlockId(id)));
        }
        Conditions conditions = conditions(model, blob);
        both(
                "commit " + blob + " " + choices,
                () -> {
                    model.requireWritable(blob.name(), conditions);
                    List<ModelBlobs.Piece> pieces = model.choose(blob.name(), choices);
                    ByteArrayOutputStream whole = new ByteArrayOutputStream();
                    pieces.forEach(piece -> whole.writeBytes(piece.bytes()));
                    model.written(blob.name(), whole.toByteArray(), pieces);
                },
                () -> etag(
                        model,
                        blob,
                        house.run(
                                        blob.container(),
                                        Action.WRITE,
                                        house.blobs.putBlockList(
                                                PutBlockList.of(blob, choices).withConditions(conditions)))
                                .etag()));
    }

    private void delete(ModelBlobs model, BlobRef blob) {
        List<DeleteSnapshots> ways = List.of(DeleteSnapshots.values());
        DeleteSnapshots how = ways.get(random.nextInt(ways.size()));
        Conditions lease = Conditions.NONE.withLease(
                how == DeleteSnapshots.ONLY
                        ? LeaseId.NONE
                        : conditions(model, blob).lease());
        both(
                "delete " + blob + " " + how,
                () -> {
                    if (how != DeleteSnapshots.ONLY
                            && !model.blobs.containsKey(blob.name())
                            && model.waiting.containsKey(blob.name())) {
                        model.requireWritable(blob.name(), lease);
                        model.dropWaiting(blob.name());
                        return;
                    }
                    ModelBlobs.One one = model.require(blob.name());
                    if (how == DeleteSnapshots.ONLY) {
                        if (one.snapshots.isEmpty()) {
                            throw new ModelBlobs.Expected(org.amana.kernel.ErrorCode.BLOB_NOT_FOUND);
                        }
                        one.snapshots.clear();
                        return;
                    }
                    model.requireChangeable(blob.name(), lease);
                    if (how == DeleteSnapshots.UNSPECIFIED && !one.snapshots.isEmpty()) {
                        throw new ModelBlobs.Expected(org.amana.kernel.ErrorCode.SNAPSHOTS_PRESENT);
                    }
                    model.blobs.remove(blob.name());
                    model.dropWaiting(blob.name());
                },
                () -> house.run(
                        blob.container(), Action.DELETE, house.blobs.deleteBlob(new DeleteBlob(blob, how, lease))));
    }

    private void snapshot(ModelBlobs model, BlobRef blob) {
        both("snapshot " + blob, () -> model.require(blob.name()), () -> {
            SnapshotTaken taken = house.run(
                    blob.container(),
                    Action.WRITE,
                    house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
            ModelBlobs.One one = model.require(blob.name());
            one.snapshots.put(taken.snapshot(), one.copy());
        });
    }

    private void describe(ModelBlobs model, BlobRef blob) {
        Conditions conditions = conditions(model, blob);
        if (conditions.ifNoneMatch().isPresent()) {
            return;
        }
        Map<String, String> metadata = Map.of("New", "m" + random.nextInt(5));
        both(
                "describe " + blob,
                () -> model.requireChangeable(blob.name(), conditions).metadata = metadata,
                () -> etag(
                        model,
                        blob,
                        house.run(
                                        blob.container(),
                                        Action.WRITE,
                                        house.blobs.setBlobMetadata(
                                                new SetBlobMetadata(blob, Metadata.of(metadata), conditions)))
                                .etag()));
    }

    private void tag(ModelBlobs model, BlobRef blob) {
        Conditions lease = Conditions.NONE.withLease(conditions(model, blob).lease());
        TreeMap<String, String> tags = new TreeMap<>(Map.of("tag", "t" + random.nextInt(5)));
        both(
                "tag " + blob,
                () -> model.requireChangeable(blob.name(), lease).tags = tags,
                () -> house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.setBlobTags(new SetBlobTags(blob, new Tags(tags), lease))));
    }

    private void lease(ModelBlobs model, BlobRef blob) {
        boolean acquire = random.nextBoolean();
        LeaseAction action = acquire ? new LeaseAction.Acquire(-1, LEASE) : new LeaseAction.Release(LEASE);
        both(
                action + " " + blob,
                () -> {
                    boolean leased = model.leaseOf(blob.name()).isPresent();
                    model.lease(blob.name(), acquire ? LEASE : LeaseId.NONE);
                    if (!acquire && !leased) {
                        throw new ModelBlobs.Expected(org.amana.kernel.ErrorCode.LEASE_ID_MISMATCH_LEASE_BLOB);
                    }
                },
                () -> house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.leaseBlob(new LeaseBlob(blob, action, Conditions.NONE))));
    }

    private void copy(ModelBlobs model, BlobRef source) {
        int at = random.nextInt(2);
        ModelBlobs targetModel = models.get(at);
        BlobRef target = boxes.get(at).blob(NAMES[random.nextInt(NAMES.length)]);
        Conditions conditions = conditions(targetModel, target);
        both(
                "copy " + source.container() + "/" + source + " to " + target.container() + "/" + target,
                () -> {
                    ModelBlobs.One from = model.require(source.name()).copy();
                    targetModel.requireWritable(target.name(), conditions);
                    ModelBlobs.One one = targetModel.written(target.name(), from.bytes, from.blocks);
                    one.metadata = from.metadata;
                    one.type = from.type;
                    one.hasMd5 = from.hasMd5;
                },
                () -> {
                    CopyBlob command = CopyBlob.of(target, house.source(source));
                    etag(
                            targetModel,
                            target,
                            house.run(
                                            target.container(),
                                            Action.WRITE,
                                            house.blobs.copyBlob(new CopyBlob(
                                                    target,
                                                    command.source(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.of(Tags.NONE),
                                                    "",
                                                    SourceSums.NONE,
                                                    KeepAs.NONE,
                                                    conditions,
                                                    Optional.empty())))
                                    .etag());
                });
    }

    private void read(ModelBlobs model, BlobRef blob) {
        ModelBlobs.One known = model.blobs.get(blob.name());
        BlobRef ref = known == null || known.snapshots.isEmpty() || random.nextBoolean()
                ? blob
                : blob.at(known.snapshots.firstKey());
        byte[][] found = new byte[2][];
        int first = random.nextInt(100);
        int last = first + random.nextInt(200_000);
        both(
                "read " + ref + " from " + first,
                () -> {
                    byte[] all = model.require(ref.name(), ref.snapshot()).bytes;
                    if (first >= all.length) {
                        throw new ModelBlobs.Expected(org.amana.kernel.ErrorCode.INVALID_RANGE);
                    }
                    found[0] = Arrays.copyOfRange(all, first, Math.min(all.length, last + 1));
                },
                () -> found[1] = house.get(GetBlob.of(ref).withRange(new ByteRange(first, last))));
        assertThat(Arrays.equals(found[0], found[1])).as("bytes of %s", ref).isTrue();
    }

    private void compareEverything() {
        for (int at = 0; at < 2; at++) {
            ContainerRef box = boxes.get(at);
            ModelBlobs model = models.get(at);
            assertThat(listing(box)).isEqualTo(model.everything());
            assertThat(house.properties(box).storedBytes()).isEqualTo(model.storedBytes());
            model.blobs.forEach((name, one) -> {
                BlobRef blob = new BlobRef(box, name, Snapshot.NONE);
                assertThat(house.get(blob)).isEqualTo(one.bytes);
                one.snapshots.forEach((taken, snapshot) ->
                        assertThat(house.get(blob.at(taken))).isEqualTo(snapshot.bytes));
                BlockList list = house.run(box, Action.READ, house.blobs.blockList(ReadBlob.of(blob)));
                assertThat(list.committed())
                        .extracting(block -> block.id().value())
                        .isEqualTo(one.blocks.stream().map(ModelBlobs.Piece::id).toList());
            });
        }
        assertThat(house.fsck()).isEmpty();
    }

    private List<String> listing(ContainerRef box) {
        ListBlobs command =
                ListBlobs.of(box).withInclude(EnumSet.allOf(ListInclude.class).toArray(ListInclude[]::new));
        return house.run(box, Action.LIST, house.blobs.listBlobs(command)).items().stream()
                .map(item -> (BlobItem.Blob) item)
                .map(ModelTest::line)
                .toList();
    }

    private static String line(BlobItem.Blob item) {
        BlobProperties it = item.properties();
        if (!it.committed()) {
            return item.blob() + " waiting";
        }
        TreeMap<String, String> metadata = new TreeMap<>();
        it.metadata().entries().forEach(entry -> metadata.put(entry.name(), entry.value()));
        return item.blob() + " " + item.snapshot() + " " + it.etag() + " " + it.length() + " "
                + it.headers().contentType() + " " + metadata + " " + it.tags().values() + " "
                + it.headers().contentMd5().isPresent() + " " + it.lease().state();
    }
}
