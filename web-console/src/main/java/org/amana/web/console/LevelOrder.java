package org.amana.web.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobProperties;

/// In which order the names of a level stand. Folders have neither a size nor a date: where files go by these, folders
/// stand before them. What is equal goes by name.
enum LevelOrder implements ListOrder {
    /// As the store lists them: by the names' UTF-8 bytes.
    NAME,
    NAME_BACKWARDS,
    LARGEST,
    SMALLEST,
    NEWEST,
    OLDEST;

    /// The order of that word; by name where there is none.
    static LevelOrder of(String word) {
        return ListOrder.of(values(), word).orElse(NAME);
    }

    /// @param byName all names of a level, as the store lists them
    List<BlobItem> sorted(List<BlobItem> byName) {
        Comparator<BlobProperties> bySize = Comparator.comparingLong(BlobProperties::length);
        Comparator<BlobProperties> byDate = Comparator.comparing(BlobProperties::lastModified);
        return switch (this) {
            case NAME -> byName;
            case NAME_BACKWARDS -> byName.reversed();
            case LARGEST -> filesBy(bySize.reversed(), byName);
            case SMALLEST -> filesBy(bySize, byName);
            case NEWEST -> filesBy(byDate.reversed(), byName);
            case OLDEST -> filesBy(byDate, byName);
        };
    }

    private static List<BlobItem> filesBy(Comparator<BlobProperties> order, List<BlobItem> byName) {
        List<BlobItem> sorted = new ArrayList<>();
        List<File> files = new ArrayList<>();
        for (BlobItem item : byName) {
            switch (item) {
                case BlobItem.Prefix folder -> sorted.add(folder);
                case BlobItem.Blob file -> files.add(new File(file, file.properties()));
                case BlobItem.OnlyVersions file -> files.add(new File(file, file.properties()));
            }
        }
        files.sort(Comparator.comparing(File::properties, order));
        files.forEach(file -> sorted.add(file.item()));
        return sorted;
    }

    private record File(BlobItem item, BlobProperties properties) {}
}
