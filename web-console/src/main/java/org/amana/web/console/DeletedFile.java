package org.amana.web.console;

import java.util.Optional;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.Standing;
import org.amana.blob.VersionId;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.view.Dates;

/// A file that is deleted and can be restored: it is kept for some days as it was, or has earlier versions.
///
/// @param version the newest of these, [VersionId#NONE] where the file is kept as it was
record DeletedFile(BlobRef blob, VersionId version) {
    private static final String AS_IT_WAS = "-";

    /// What a line of a listing tells of one; empty for any other line.
    static Optional<DeletedFile> of(ContainerRef container, BlobItem item) {
        return switch (item) {
            case BlobItem.Prefix _ -> Optional.empty();
            case BlobItem.OnlyVersions file ->
                Optional.of(new DeletedFile(
                        container.blob(file.name()),
                        file.properties().standing().version()));
            case BlobItem.Blob file ->
                isDeleted(file.properties().standing())
                        ? Optional.of(new DeletedFile(container.blob(file.name()), VersionId.NONE))
                        : Optional.empty();
        };
    }

    private static boolean isDeleted(Standing standing) {
        return standing.kind() == Standing.Kind.BLOB && standing.isDeleted();
    }

    /// @throws AmanaException `INVALID_ARGUMENT`, `INVALID_QUERY_PARAMETER` if it says no file
    static DeletedFile of(ContainerRef container, String said) {
        int blank = said.indexOf(' ');
        if (blank < 1) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not a deleted file: " + said);
        }
        String version = said.substring(0, blank);
        return new DeletedFile(
                container.blob(said.substring(blank + 1)),
                version.equals(AS_IT_WAS) ? VersionId.NONE : VersionId.parse(version));
    }

    /// How a form says it: the version or a dash, a blank, and the name.
    String said() {
        return (version.isPresent() ? version.toString() : AS_IT_WAS) + " " + blob.name();
    }

    /// Since when a line of a listing is deleted and until when it can be restored; empty for one that is
    /// not deleted.
    static String told(Visit visit, BlobItem item) {
        return switch (item) {
            case BlobItem.Prefix _ -> "";
            case BlobItem.OnlyVersions file ->
                visit.say("deleted.versions", Dates.moment(file.version().time(), visit.lang()));
            case BlobItem.Blob file -> told(visit, file.properties());
        };
    }

    static String told(Visit visit, BlobProperties properties) {
        return properties
                .standing()
                .deletion()
                .map(deletion -> Safekeeping.told(visit, deletion))
                .orElse("");
    }
}
