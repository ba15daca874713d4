package org.amana.blob;

import static org.amana.blob.House.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.junit.jupiter.api.Test;

/// Blobs and blocks that are made of other blobs here.
final class CopiesTest extends OpenHouse {
    private static BlockChoice latest(int number) {
        return new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(number)));
    }

    @Test
    void aCopyTakesOverContentHeadersAndMetadata() {
        PutBlob command = PutBlob.of(blob)
                .withHeaders(HttpHeaders.ofType("text/plain"))
                .withMetadata(Metadata.of(Map.of("FooBar", "1")))
                .withTags(new Tags(new TreeMap<>(Map.of("t", "1"))));
        house.run(box, Action.WRITE, house.blobs.putBlob(command, Body.of(bytes("copy me"))));
        ContainerRef other = house.container("other");
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            CopyBlob copy = CopyBlob.of(target, house.source(blob));
            house.run(target.container(), Action.WRITE, house.blobs.copyBlob(copy));
            assertThat(house.get(target)).isEqualTo(bytes("copy me"));
            BlobProperties properties = house.properties(target);
            assertThat(properties.metadata()).isEqualTo(Metadata.of(Map.of("FooBar", "1")));
            assertThat(properties.headers()).isEqualTo(house.properties(blob).headers());
            assertThat(properties.tags()).isEqualTo(Tags.NONE);
            assertThat(properties.copy()).isPresent();
        }
        house.delete(blob, DeleteSnapshots.UNSPECIFIED);
        assertThat(house.get(box.blob("near"))).isEqualTo(bytes("copy me"));
    }

    @Test
    void aSourceThatChangesMeanwhileIsNotCopied() {
        house.put(blob, bytes("old"));
        CopySource source = house.source(blob);
        house.put(blob, bytes("new"));
        BlobRef target = box.blob("target");
        fails(
                ErrorCode.SOURCE_CONDITION_NOT_MET,
                () -> house.run(box, Action.WRITE, house.blobs.copyBlob(CopyBlob.of(target, source))));
        fails(ErrorCode.BLOB_NOT_FOUND, () -> house.properties(target));
    }

    @Test
    void aBlockIsPutFromARangeOfAnotherBlob() {
        house.put(blob, bytes("0123456789"));
        ContainerRef other = house.container("other");
        OpenCopySource middle = new OpenCopySource(blob, Optional.of(new ByteRange(3, 6)), Conditions.NONE);
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            CopySource source = house.run(box, Action.READ, house.blobs.openCopySource(middle));
            house.run(
                    target.container(),
                    Action.WRITE,
                    house.blobs.putBlockFrom(new PutBlockFrom(
                            target, new BlockId(House.blockId(1)), source, SourceSums.NONE, Conditions.NONE)));
            house.commit(target, latest(1));
            assertThat(house.get(target)).isEqualTo(bytes("3456"));
        }
    }

    @Test
    void aBlockFromAnotherBlobMustSumUpToWhatIsExpected() throws Exception {
        house.put(blob, bytes("0123456789"));
        ContainerRef other = house.container("other");
        Md5 right = Md5.of(MessageDigest.getInstance("MD5").digest(bytes("0123456789")));
        SourceSums wrongMd5 = new SourceSums(Optional.of(Md5.of(new byte[16])), Optional.empty());
        SourceSums wrongCrc = new SourceSums(Optional.empty(), Optional.of(new Crc64(7)));
        SourceSums good = new SourceSums(Optional.of(right), Optional.of(Crc64.of(bytes("0123456789"))));
        for (BlobRef target : List.of(box.blob("near"), other.blob("far"))) {
            fails(ErrorCode.MD5_MISMATCH, () -> putBlockFrom(target, wrongMd5));
            fails(ErrorCode.CRC64_MISMATCH, () -> putBlockFrom(target, wrongCrc));
            fails(ErrorCode.INVALID_BLOCK_LIST, () -> house.commit(target, latest(1)));
            assertThat(putBlockFrom(target, good).md5()).contains(right);
            house.commit(target, latest(1));
            assertThat(house.get(target)).isEqualTo(bytes("0123456789"));
        }
    }

    private BlockWritten putBlockFrom(BlobRef target, SourceSums expected) {
        OpenCopySource whole = new OpenCopySource(blob, Optional.empty(), Conditions.NONE);
        CopySource source = house.run(box, Action.READ, house.blobs.openCopySource(whole));
        return house.run(
                target.container(),
                Action.WRITE,
                house.blobs.putBlockFrom(
                        new PutBlockFrom(target, new BlockId(House.blockId(1)), source, expected, Conditions.NONE)));
    }

    @Test
    void thereIsNeverAPendingCopy() {
        house.put(blob, bytes("x"));
        fails(
                ErrorCode.NO_PENDING_COPY,
                () -> house.run(box, Action.WRITE, house.blobs.abortCopy(ReadBlob.of(blob), "id")));
    }
}
