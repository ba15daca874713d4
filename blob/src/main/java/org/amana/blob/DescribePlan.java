package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;
import org.amana.store.Transaction;

/// Set Blob Metadata, Set Blob Properties, Set Blob Tags: changes what is known of a blob, and not its content.
///
/// @param kind what changes, and what goes with it
/// @param change what is said of the blob then
record DescribePlan(BlobParts parts, BlobRef ref, Conditions conditions, Kind kind, UnaryOperator<Description> change)
        implements Plan<Changed> {
    enum Kind {
        /// ETag and time stay, and so may the version: tags.
        TAGS(BlobChange.Aspect.TAGS),
        /// ETag and time change, and what was told of a copy ends, for this is no longer what was copied (Azure REST:
        /// *Get Blob*, `x-ms-copy-id`): headers.
        HEADERS(BlobChange.Aspect.HEADERS),
        /// They do, and where versions are on, it is a new one: metadata.
        METADATA(BlobChange.Aspect.METADATA);

        private final BlobChange.Aspect aspect;

        Kind(BlobChange.Aspect aspect) {
            this.aspect = aspect;
        }

        BlobChange.Aspect aspect() {
            return aspect;
        }
    }

    @Override
    public Planned<Changed> plan(Permitted permitted) {
        if (kind != Kind.TAGS) {
            BlobParts.requireNoSnapshot(ref);
        }
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow seen = parts.require(box, ref);
            require(box, seen);
            Safeguards safeguards = parts.safeguards(box);
            boolean versioned = kind == Kind.METADATA && safeguards.fate(seen) == Safeguards.Fate.PREVIOUS_VERSION;
            return Planned.of(
                    versioned ? new Amounts(0, 0, seen.storedBytes(), 1, 0) : Amounts.touched(1),
                    restraint(seen),
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        BlobRow row = BlobRows.find(tx, box.id(), ref).orElseThrow(() -> BlobParts.notFound(ref));
                        BlobRow current = versioned ? nextVersion(tx, box, safeguards, row) : row;
                        return describe(tx, box, current);
                    }));
        });
    }

    private void require(Box box, BlobRow row) {
        row.form().requireUsable(ref);
        Preconditions.requireForWrite(conditions, row.etag(), row.lastModified(), row.tags(), ref);
        row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        row.requireNoPendingCopy();
        if (kind != Kind.TAGS) {
            row.keeping().requireOnline(ref); // tags of an archived blob may change
        }
        switch (kind) {
            case TAGS -> {} // they are in the clear, for others to find the blob by
            case HEADERS -> row.requireKeyIfShown(conditions, ref);
            case METADATA -> row.requireKeys(parts.scopes().keys(box, conditions), ref);
        }
    }

    /// Tags are no part of what must be kept.
    private Optional<Restraint> restraint(BlobRow row) {
        return kind == Kind.TAGS ? Optional.empty() : row.keeping().restraint(parts.now());
    }

    private BlobRow nextVersion(Transaction tx, Box box, Safeguards safeguards, BlobRow row) throws SQLException {
        VersionId next = new Aside(parts, box, safeguards)
                .beforeWrite(tx, row.name(), Optional.of(row), Safeguards.Fate.PREVIOUS_VERSION);
        BlobRow current = row.standingAs(Standing.BLOB.withVersion(next));
        BlobRows.keep(tx, current);
        return current;
    }

    private Changed describe(Transaction tx, Box box, BlobRow row) throws SQLException {
        if (kind != Kind.TAGS) {
            row.keeping().requireFree(tx.now(), ref);
        }
        BlobRow changed = row.describedBy(change.apply(row.description()));
        BlobRow renewed =
                kind == Kind.TAGS ? changed : changed.changed(parts.versions().next(tx), tx.now());
        if (kind == Kind.METADATA && renewed.keeping().encryption().isPresent()) {
            renewed = renewed.closed(conditions);
            BlobRows.keep(tx, renewed);
        }
        BlobRows.describe(tx, renewed);
        if (renewed.snapshot().equals(Snapshot.NONE)) {
            TagIndex.follow(tx, box.id(), ref.name(), row.tags(), renewed.tags());
            if (kind == Kind.HEADERS) {
                CurrentRows.forgetCopy(tx, renewed);
            }
            parts.commits().described(tx, box, renewed, row, kind.aspect());
        }
        return Changed.of(renewed);
    }
}
