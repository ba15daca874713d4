package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Copy Blob, Copy Blob From URL and Put Blob From URL, the target's half.
record CopyBlobPlan(BlobParts parts, CopyBlob command) implements Plan<Copied> {
    @Override
    public Planned<Copied> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        Overwrite.of(parts, box, ref, command.conditions());
        SourceContent source = new SourceContent(parts, command.source());
        if (source.sharesKeyWith(box)) {
            source.verify(command.expected());
            return parts.locks().blob(box.id(), ref.name()).during(() -> byReference(box, source));
        }
        List<BlockList.Block> blocks = parts.catalog().read(source::find).blocks();
        Received received = source.reencrypt(box.key(), command.expected());
        return received.during(
                () -> parts.locks().blob(box.id(), ref.name()).during(() -> anew(box, received, blocks)));
    }

    private Planned<Copied> byReference(Box box, SourceContent source) {
        Overwrite overwrite = Overwrite.of(parts, box, command.blob(), command.conditions());
        return Planned.of(amounts(overwrite), permit -> {
            CopyState state = state();
            BlobRow row = parts.commits()
                    .commit(
                            box,
                            permit,
                            overwrite.newBlobs(),
                            tx -> overwrite.write(tx, newBlob(state, Optional.empty()), source.find(tx)));
            return answer(state, row);
        });
    }

    private Planned<Copied> anew(Box box, Received received, List<BlockList.Block> blocks) {
        Overwrite overwrite = Overwrite.of(parts, box, command.blob(), command.conditions());
        return Planned.of(amounts(overwrite), permit -> carryOut(permit, box, overwrite, received, blocks));
    }

    private Copied carryOut(
            Permit permit, Box box, Overwrite overwrite, Received received, List<BlockList.Block> blocks) {
        CopyState state = state();
        received.await();
        BlobContent copied = new BlobContent(received.places(), blocks);
        BlobRow row = parts.commits()
                .commit(
                        box,
                        permit,
                        overwrite.newBlobs(),
                        tx -> overwrite.write(tx, newBlob(state, received.md5()), copied));
        received.kept();
        return answer(state, row);
    }

    private Amounts amounts(Overwrite overwrite) {
        long length = command.source().length();
        return Amounts.accepted(length, length - overwrite.storedBytes());
    }

    private CopyState state() {
        return new CopyState(
                parts.newCopyId(), command.sourceUrl(), command.source().length(), parts.now());
    }

    private NewBlob newBlob(CopyState state, Optional<Md5> computed) {
        BlobProperties source = command.source().properties();
        HttpHeaders headers = command.headers()
                .map(HttpHeaders::withType)
                .map(own -> own.contentMd5().isPresent()
                        ? own
                        : own.withMd5(source.headers().contentMd5().or(() -> computed)))
                .orElse(source.headers());
        return new NewBlob(
                new Description(
                        headers,
                        command.metadata().orElse(source.metadata()),
                        command.tags().orElse(source.tags())),
                command.sourceUrl().isEmpty() ? Optional.empty() : Optional.of(state));
    }

    private static Copied answer(CopyState state, BlobRow row) {
        return new Copied(
                state.id(), row.etag(), row.lastModified(), row.headers().contentMd5(), Optional.empty());
    }
}
