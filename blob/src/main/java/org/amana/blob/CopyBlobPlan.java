package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Change;

/// Copy Blob, Copy Blob From URL and Put Blob From URL, the target's half.
record CopyBlobPlan(BlobParts parts, CopyBlob command) implements Plan<Copied> {
    @Override
    public Planned<Copied> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        BlobKind kind = command.kind();
        command.keepAs().requireFits(kind);
        ContentKeys keys = overwrite(box, kind).keys();
        SourceContent source = new SourceContent(parts, command.source());
        if (!(kind instanceof BlobKind.Block)) {
            return ranges(box, source, kind, keys);
        }
        if (source.sharesKeysWith(box, keys) && source.isDense()) {
            source.verify(command.expected());
            return parts.locks().blob(box.id(), ref.name()).during(() -> byReference(box, source));
        }
        List<BlockList.Block> blocks =
                source.isDense() ? parts.catalog().read(source::find).blocks() : List.of();
        Received received = source.reencrypt(keys, command.expected());
        return received.during(
                () -> parts.locks().blob(box.id(), ref.name()).during(() -> anew(box, received, blocks)));
    }

    /// Sees what the copy takes the place of. Put Blob From URL alone takes a lease that ends.
    private Overwrite overwrite(Box box, BlobKind kind) {
        Overwrite overwrite = Overwrite.of(parts, box, command.blob(), command.conditions(), kind);
        return command.sourceUrl().isEmpty() ? overwrite : overwrite.requireInfiniteLease();
    }

    /// Copies an append or page blob; holes stay holes.
    private Planned<Copied> ranges(Box box, SourceContent source, BlobKind kind, ContentKeys keys) {
        source.verify(command.expected());
        BlobName name = command.blob().name();
        if (source.sharesKeysWith(box, keys)) {
            return parts.locks().blob(box.id(), name).during(() -> {
                Overwrite overwrite = overwrite(box, kind);
                return Planned.of(
                        amounts(overwrite, kind),
                        overwrite.restraint(),
                        permit -> put(permit, box, overwrite, kind, source::ranges));
            });
        }
        SourceContent.Anew anew =
                source.reencryptRanges(keys, kind.storedBytes(command.source().length()));
        Received received = anew.received();
        return received.during(() -> parts.locks().blob(box.id(), name).during(() -> {
            Overwrite overwrite = overwrite(box, kind);
            return Planned.of(amounts(overwrite, kind), overwrite.restraint(), permit -> {
                received.await();
                List<ContentRange> copied = anew.ranges();
                Copied answer = put(permit, box, overwrite, kind, _ -> copied);
                received.kept();
                return answer;
            });
        }));
    }

    private Copied put(Permit permit, Box box, Overwrite overwrite, BlobKind kind, Change<List<ContentRange>> ranges) {
        CopyState state = state();
        long length = command.source().length();
        BlobRow row = parts.commits()
                .commit(
                        box,
                        permit,
                        overwrite.newBlobs(),
                        tx -> overwrite.write(tx, newBlob(state, Optional.empty()), kind, length, ranges.apply(tx)));
        return Copied.of(state, row);
    }

    private Amounts amounts(Overwrite overwrite, BlobKind kind) {
        long bytes = kind.storedBytes(command.source().length());
        return Amounts.accepted(bytes, bytes - overwrite.storedBytes());
    }

    private Planned<Copied> byReference(Box box, SourceContent source) {
        Overwrite overwrite = overwrite(box, BlobKind.block());
        return Planned.of(amounts(overwrite, BlobKind.block()), overwrite.restraint(), permit -> {
            CopyState state = state();
            BlobRow row = parts.commits()
                    .commit(
                            box,
                            permit,
                            overwrite.newBlobs(),
                            tx -> overwrite.write(tx, newBlob(state, Optional.empty()), source.find(tx)));
            return Copied.of(state, row);
        });
    }

    private Planned<Copied> anew(Box box, Received received, List<BlockList.Block> blocks) {
        Overwrite overwrite = overwrite(box, BlobKind.block());
        return Planned.of(
                amounts(overwrite, BlobKind.block()),
                overwrite.restraint(),
                permit -> carryOut(permit, box, overwrite, received, blocks));
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
        return Copied.of(state, row);
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
                command.sourceUrl().isEmpty() ? Optional.empty() : Optional.of(state),
                command.keepAs(),
                rehydration());
    }

    /// What is copied from the archive comes out of it in its own time.
    private Optional<Rehydration> rehydration() {
        if (command.source().properties().keeping().tier() != Tier.ARCHIVE) {
            return Optional.empty();
        }
        Rehydration.Priority priority = command.keepAs().priority();
        return command.keepAs()
                .tier()
                .map(tier -> new Rehydration(
                        tier, priority, parts.now().plus(parts.config().rehydration(priority))));
    }
}
