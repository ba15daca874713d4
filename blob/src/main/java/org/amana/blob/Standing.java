package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// What a blob's row stands for: the blob as it is, or something of its past.
///
/// @param version of the blob or of a previous version; [VersionId#NONE] for a snapshot, and when versions were off
/// @param deletion when it was deleted and is still kept
public record Standing(Kind kind, VersionId version, Optional<Deletion> deletion) {
    /// The blob itself, without a version.
    public static final Standing BLOB = new Standing(Kind.BLOB, VersionId.NONE, Optional.empty());

    static final Standing SNAPSHOT = new Standing(Kind.SNAPSHOT, VersionId.NONE, Optional.empty());

    public enum Kind {
        SNAPSHOT(0),
        /// A previous version.
        VERSION(1),
        BLOB(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /// In the column `past`.
        int number() {
            return number;
        }

        static Kind of(int number) {
            return switch (number) {
                case 0 -> SNAPSHOT;
                case 1 -> VERSION;
                case 2 -> BLOB;
                default -> throw new IllegalArgumentException("past: no meaning of " + number + " is known");
            };
        }
    }

    /// A deletion that can be undone.
    ///
    /// @param until when it is for good
    public record Deletion(Instant at, Instant until) {}

    /// Whether this is the blob itself as it is now, and nothing of its past.
    public boolean isBlob() {
        return kind == Kind.BLOB && deletion.isEmpty();
    }

    /// Whether this is the version that the blob has now.
    public boolean isCurrentVersion() {
        return kind == Kind.BLOB && version.isPresent() && deletion.isEmpty();
    }

    public boolean isDeleted() {
        return deletion.isPresent();
    }

    Standing withVersion(VersionId other) {
        return new Standing(kind, other, deletion);
    }

    Standing deleted(Deletion how) {
        return new Standing(kind, version, Optional.of(how));
    }

    Standing undeleted() {
        return new Standing(kind, version, Optional.empty());
    }
}
