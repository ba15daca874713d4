package org.amana.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What of an account's data outlives its deletion: Azure's *data protection* settings.
///
/// @param versions whether each write keeps what was there as a previous version
/// @param blobs how long deleted and overwritten blobs are kept; [Duration#ZERO] for not at all
/// @param containers the same of deleted containers
public record Safeguards(boolean versions, Duration blobs, Duration containers) {
    public static final Safeguards NONE = new Safeguards(false, Duration.ZERO, Duration.ZERO);

    /// Azure's limit for either time.
    public static final int MOST_DAYS = 365;

    /// Whether blobs can be undeleted for a while.
    public boolean keepsBlobs() {
        return blobs.isPositive();
    }

    /// Whether containers can be restored for a while.
    public boolean keepsContainers() {
        return containers.isPositive();
    }

    /// Of something deleted now.
    Standing.Deletion deletion(Instant now) {
        return new Standing.Deletion(now, now.plus(blobs));
    }

    /// What becomes of a blob that is overwritten or deleted, or has expired.
    Fate fate(BlobRow blob) {
        if (versions || blob.standing().version().isPresent()) {
            return Fate.PREVIOUS_VERSION;
        }
        return keepsBlobs() ? Fate.DELETED_BUT_KEPT : Fate.GONE;
    }

    enum Fate {
        GONE,
        DELETED_BUT_KEPT,
        PREVIOUS_VERSION;

        boolean isKept() {
            return this != GONE;
        }
    }

    /// The part of it that is no service property, as it stands in the column `protection`: words between spaces.
    Optional<String> text() {
        String text = (versions ? "versions " : "") + (keepsContainers() ? "containers=" + containers.toDays() : "");
        return text.isEmpty() ? Optional.empty() : Optional.of(text.strip());
    }

    static Safeguards of(Optional<String> text, ServiceProperties.Retention deleted) {
        boolean versions = false;
        Duration containers = Duration.ZERO;
        for (String word : text.orElse("").split(" ", -1)) {
            if (word.equals("versions")) {
                versions = true;
            } else if (word.startsWith("containers=")) {
                containers = Duration.ofDays(Long.parseLong(word.substring("containers=".length())));
            } else if (!word.isEmpty()) {
                throw new IllegalArgumentException("protection: no meaning of " + word + " is known");
            }
        }
        return new Safeguards(versions, Duration.ofDays(deleted.enabled() ? deleted.days() : 0), containers);
    }
}
