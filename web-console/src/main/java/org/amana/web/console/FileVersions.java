package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
import org.amana.blob.Standing;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.FileView.Snapshot;
import org.amana.web.console.view.Numbers;

/// The states of a file: what it is, its snapshots and earlier versions, and what of these is deleted and
/// still kept. An earlier one can be restored (see [FileRestoration]).
final class FileVersions {
    private static final int MOST = 500;

    private final ConsoleServices services;
    private final Accounts accounts;
    private final Restoring restoring;

    FileVersions(ConsoleServices services) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.restoring = new Restoring(services.blobs());
    }

    /// @param states the newest first; empty where the purpose does not allow to list
    /// @param isWhole whether they are all that there are
    record Listed(List<BlobItem.Blob> states, boolean isWhole) {
        static final Listed NOTHING = new Listed(List.of(), false);

        Listed {
            states = List.copyOf(states);
        }

        /// What the file is now; empty if it is deleted, or not among them.
        Optional<BlobProperties> now() {
            return states.stream()
                    .map(BlobItem.Blob::properties)
                    .filter(one -> one.standing().isBlob())
                    .findFirst();
        }

        /// The file as it was when it was deleted.
        Optional<BlobProperties> deleted() {
            return states.stream()
                    .map(BlobItem.Blob::properties)
                    .filter(one -> one.standing().kind() == Standing.Kind.BLOB
                            && one.standing().isDeleted())
                    .findFirst();
        }

        /// The newest earlier version that is not deleted.
        Optional<BlobProperties> lastVersion() {
            return states.stream()
                    .map(BlobItem.Blob::properties)
                    .filter(one -> one.standing().kind() == Standing.Kind.VERSION
                            && !one.standing().isDeleted())
                    .findFirst();
        }

        /// Whether something of it is deleted that does not come back with the file itself.
        private boolean hasDeletedBeside() {
            boolean staysAway =
                    now().isPresent() || (deleted().isEmpty() && lastVersion().isPresent());
            return staysAway
                    && states.stream()
                            .anyMatch(one -> one.properties().standing().isDeleted());
        }
    }

    /// One look, which is one access.
    Listed of(Visit visit, BlobRef blob) {
        AccessRequest request =
                accounts.in(visit, blob.container(), Service.BLOB, Action.LIST).withObject(blob.path());
        if (!visit.foresees(request)) {
            return Listed.NOTHING;
        }
        BlobPage listed = visit.pass(
                request,
                services.blobs()
                        .listBlobs(ListBlobs.of(blob.container())
                                .withPrefix(blob.name().value())
                                .withMaxResults(MOST)
                                .withInclude(ListInclude.SNAPSHOTS, ListInclude.VERSIONS, ListInclude.DELETED)));
        List<BlobItem.Blob> states = listed.items().stream()
                .filter(BlobItem.Blob.class::isInstance)
                .map(BlobItem.Blob.class::cast)
                .filter(item -> item.blob().equals(blob.name()))
                .toList();
        return new Listed(
                states.reversed(),
                states.size() < listed.items().size() || listed.nextMarker().isEmpty());
    }

    /// @param shown the state that the page is about
    FileView.Versions view(Visit visit, BlobRef shown, Listed listed) {
        Safekeeping safekeeping = Safekeeping.of(visit, services.blobs());
        Optional<BlobProperties> now = listed.now();
        boolean mayRestore = listed.isWhole()
                && now.filter(one -> one.keeping().legalHold().isOn()).isEmpty()
                && restoring.mayCopy(visit, shown);
        List<Snapshot> rows = new ArrayList<>();
        for (BlobItem.Blob state : listed.states()) {
            BlobRef ref = ref(shown, state);
            rows.add(row(visit, state, ref, ref.equals(shown), mayRestore));
        }
        return new FileView.Versions(
                rows,
                FileRestoration.fields(shown, now.map(BlobProperties::etag)),
                now.isPresent() ? safekeeping.ofReplaced(visit) : "",
                now.isPresent() && !safekeeping.keepsFiles(),
                listed.hasDeletedBeside() && restoring.mayUndelete(visit, shown));
    }

    private Snapshot row(Visit visit, BlobItem.Blob state, BlobRef ref, boolean isShown, boolean mayRestore) {
        BlobProperties properties = state.properties();
        boolean isDeleted = properties.standing().isDeleted();
        return new Snapshot(
                visit.say(isDeleted && ref.isBase() ? "file.version.last" : standing(ref)),
                isDeleted ? "" : BrowsePage.file(ref).toString(),
                Dates.moment(ref.isSnapshot() ? state.snapshot().time() : properties.lastModified(), visit.lang()),
                Numbers.size(properties.length(), visit.lang()),
                properties.etag().value(),
                DeletedFile.told(visit, properties),
                isShown && !isDeleted,
                mayRestore && !isDeleted && !ref.isBase() && canBeCopied(ref, properties)
                        ? List.of(FileRestoration.field(ref))
                        : List.of());
    }

    private boolean canBeCopied(BlobRef ref, BlobProperties properties) {
        return Original.of(ref, properties, services.blobs().facts()).canBeRead();
    }

    /// What of a file a line of its listing is.
    private static BlobRef ref(BlobRef blob, BlobItem.Blob state) {
        Standing standing = state.properties().standing();
        return switch (standing.kind()) {
            case BLOB -> blob.base();
            case SNAPSHOT -> blob.at(state.snapshot());
            case VERSION -> blob.at(standing.version());
        };
    }

    /// The key of the word for a state.
    static String standing(BlobRef ref) {
        return ref.isBase()
                ? "file.version.current"
                : ref.isSnapshot() ? "file.version.snapshot" : "file.version.previous";
    }
}
