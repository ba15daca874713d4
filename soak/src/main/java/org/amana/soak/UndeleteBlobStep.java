package org.amana.soak;

import java.util.Map;
import java.util.Optional;

/// Undelete Blob: all that is deleted of a name and still kept is back. Where there is a blob of the name, what was
/// one is back as a snapshot of it, and so are all but the last of several (Azure: *Soft delete for blobs*).
record UndeleteBlobStep(Spot spot) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        return Client.Ask.put(spot.path(), "comp=undelete", Map.of(), new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        if (entry.blob.isEmpty() && entry.isWithoutPast()) {
            throw Unmet.noBlob();
        }
        boolean isThere = entry.blob.isPresent();
        Optional<String> last = entry.lastDeletedBlob();
        entry.deleted.forEach((moment, gone) -> {
            switch (gone.kind()) {
                case VERSION -> entry.versions.put(moment, gone.blob());
                case SNAPSHOT -> entry.snapshots.put(moment, gone.blob());
                case BLOB -> {
                    if (!isThere && last.equals(Optional.of(moment))) {
                        entry.blob = Optional.of(gone.blob());
                    } else {
                        entry.snapshots.put(moment, gone.blob());
                    }
                }
            }
        });
        entry.deleted.clear();
        return Expected.of(200);
    }
}
