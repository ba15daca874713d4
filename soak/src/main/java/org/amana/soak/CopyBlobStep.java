package org.amana.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Copy Blob or Put Blob From URL, of a blob or snapshot in the same account.
///
/// @param snapshot which of the source's snapshots there are; below 0 for the source itself
/// @param metadata of the copy's own; empty for that of the source
record CopyBlobStep(
        Spot source, int snapshot, Spot target, How how, Map<String, String> metadata, boolean withTags, Wanted wanted)
        implements Step.Request {
    /// Which of the operations.
    enum How {
        COPY,
        COPY_NOW,
        PUT_FROM_URL
    }

    CopyBlobStep {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, model.look(target));
        metadata.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
        String query = ReadBlobStep.query(model.look(source), snapshot);
        headers.put(
                "x-ms-copy-source", model.tenant().signed(source.path(), query.isEmpty() ? "" : query.substring(1)));
        switch (how) {
            case COPY -> {}
            case COPY_NOW -> headers.put("x-ms-requires-sync", "true");
            case PUT_FROM_URL -> headers.put("x-ms-blob-type", "BlockBlob");
        }
        if (withTags) {
            headers.put("x-ms-copy-source-tag-option", "COPY");
        }
        return Client.Ask.put(target.path(), "", headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        String taken;
        ModelBlob from;
        try {
            ModelAccount.Entry entry = model.require(source);
            taken = ReadBlobStep.snapshot(entry, snapshot);
            from = entry.require(taken);
        } catch (Unmet notThere) {
            throw how == How.COPY && notThere.code().equals("BlobNotFound")
                    ? notThere
                    : new Unmet(404, "CannotVerifyCopySource");
        }
        boolean put = how == How.PUT_FROM_URL;
        ModelKind kind = kind(from, put);
        requireTarget(model.require(target), kind, put, model.now());
        String address =
                model.tenant().url(source.path()) + (taken.isEmpty() ? "" : "?snapshot=" + Client.encode(taken));
        model.write(
                target,
                new ModelBlob(
                        from.bytes(),
                        kind,
                        put ? ModelBlob.typeOr(from.type()) : from.type(),
                        from.md5(),
                        put || !metadata.isEmpty() ? metadata : from.metadata(),
                        withTags ? from.tags() : new TreeMap<>(),
                        put ? Optional.empty() : Optional.of(address),
                        ModelLease.NONE,
                        "",
                        "",
                        model.now(),
                        model.now()));
        Expected expected = Written.anew(put ? 201 : 202, model, target);
        return put
                ? expected.check(answer -> learnMd5(model.require(target), answer.header("Content-MD5")))
                : expected.with("x-ms-copy-status", "success").learning("x-ms-copy-id", _ -> Optional.empty());
    }

    /// What is not met is told to be so by the target. Put Blob From URL alone takes a lease that ends.
    private void requireTarget(ModelAccount.Entry before, ModelKind kind, boolean put, Instant now) {
        try {
            wanted.requireForCreate(before, now);
        } catch (Unmet unmet) {
            boolean target = unmet.code().equals("ConditionNotMet")
                    && (!put || wanted.tag().matches());
            throw target ? new Unmet(412, "TargetConditionNotMet") : unmet;
        }
        before.requireType(kind);
        if (!put) {
            before.lease().requireInfinite(now);
        }
    }

    /// Put Blob From URL makes a block blob of anything.
    private static ModelKind kind(ModelBlob from, boolean put) {
        return switch (from.kind()) {
            case ModelKind.Block block -> block;
            case ModelKind.Append append -> put ? ModelKind.Block.WHOLE : append;
            case ModelKind.Page page -> put ? ModelKind.Block.WHOLE : page.reborn();
        };
    }

    /// A server that has read the bytes on the way may know their MD5 although the source had none.
    private static Optional<String> learnMd5(ModelAccount.Entry entry, Optional<String> told) {
        ModelBlob blob = entry.require();
        if (blob.md5().isEmpty() && told.isPresent()) {
            entry.blob = Optional.of(blob.withMd5(told));
            String right = Sums.md5(blob.bytes());
            return told.get().equals(right)
                    ? Optional.empty()
                    : Optional.of("Content-MD5 should be " + right + ", is " + told.get());
        }
        return told.equals(blob.md5())
                ? Optional.empty()
                : Optional.of("Content-MD5 should be " + blob.md5() + ", is " + told);
    }
}
