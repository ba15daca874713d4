package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.amana.durable.OsDisk;
import org.amana.policy.AccountFacts;
import org.amana.policy.BoxFacts;
import org.amana.store.Catalog;
import org.amana.store.ContainerKey;
import org.amana.store.Transaction;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares pages of listings with what sorting all names by hand gives.
class BlobListingTest {
    private static final String[] PIECES = {"a", "b", "/", "//", "ab", "é", "😀", "-", "z", "\uffff", "\u0001"};

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private Catalog catalog;
    private long containers;

    @BeforeEach
    void open() {
        catalog = Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(BlobSchema.SCHEMA), clock);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    /// What one container holds: names with the number of their snapshots, and names with waiting blocks.
    private record Shelf(Box box, TreeMap<BlobName, Integer> committed, TreeSet<BlobName> waiting) {}

    private static Box box(long id, ContainerRef ref) {
        BoxFacts facts = BoxFacts.missing(new AccountFacts("account", "a"), "c");
        return new Box(id, ref, ContainerKey.create(), facts, AnonymousAccess.NONE, ContainerEncryption.NONE);
    }

    private Shelf shelf(RandomGenerator random) {
        long id = ++containers;
        ContainerRef ref = ContainerRef.of("account", "container" + id);
        Box box = box(id, ref);
        Shelf shelf = new Shelf(box, new TreeMap<>(), new TreeSet<>());
        for (int i = random.nextInt(60); i > 0; i--) {
            BlobName name = name(random);
            switch (random.nextInt(4)) {
                case 0 -> shelf.waiting().add(name);
                case 1 -> shelf.committed().put(name, random.nextInt(4));
                default -> shelf.committed().putIfAbsent(name, 0);
            }
        }
        catalog.commit(tx -> {
            fill(tx, shelf);
            return true;
        });
        return shelf;
    }

    private static BlobName name(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return new BlobName(name.toString());
    }

    private static void fill(Transaction tx, Shelf shelf) throws java.sql.SQLException {
        long id = shelf.box().id();
        for (var entry : shelf.committed().entrySet()) {
            BlobRow row = row(id, entry.getKey(), tx.now());
            CurrentRows.put(tx, row, Optional.of(new byte[] {1}), Optional.of(new byte[0]));
            for (int i = 0; i < entry.getValue(); i++) {
                SnapshotRows.put(tx, row.snapshotAt(new Snapshot(1000 + i), 1, Metadata.NONE));
            }
        }
        for (BlobName name : shelf.waiting()) {
            StagingRows.begin(tx, id, name, 4, 1, new ContentKeys(shelf.box().key(), Optional.empty()));
        }
    }

    static BlobRow row(long containerId, BlobName name, java.time.Instant now) {
        return new BlobRow(
                containerId,
                name,
                Snapshot.NONE,
                new Stamps(1, 1, now, now),
                0,
                Form.BLOCK,
                new Description(HttpHeaders.NONE, Metadata.NONE, Tags.NONE),
                Lease.AVAILABLE,
                Optional.empty(),
                Keeping.NONE,
                Standing.BLOB);
    }

    /// The whole listing as texts, by the rules and without a database.
    private static List<String> naively(Shelf shelf, ListBlobs command) {
        TreeSet<BlobName> names = new TreeSet<>(shelf.committed().keySet());
        if (command.include().contains(ListInclude.UNCOMMITTED_BLOBS)) {
            names.addAll(shelf.waiting());
        }
        List<String> lines = new ArrayList<>();
        for (BlobName name : names) {
            String text = name.value();
            if (!text.startsWith(command.prefix()) || NameOrder.compare(text, command.startFrom()) < 0) {
                continue;
            }
            int cut = command.delimiter().isEmpty()
                    ? -1
                    : text.indexOf(command.delimiter(), command.prefix().length());
            if (cut >= 0) {
                String line =
                        "prefix " + text.substring(0, cut + command.delimiter().length());
                if (lines.isEmpty() || !lines.getLast().equals(line)) {
                    lines.add(line);
                }
                continue;
            }
            if (command.include().contains(ListInclude.SNAPSHOTS)) {
                for (int i = 0; i < shelf.committed().getOrDefault(name, 0); i++) {
                    lines.add("snapshot " + text + " " + (1000 + i));
                }
            }
            lines.add((shelf.committed().containsKey(name) ? "blob " : "waiting ") + text);
        }
        return lines;
    }

    private BlobPage page(Shelf shelf, ListBlobs command) {
        return catalog.read(reader -> new BlobListing(reader, shelf.box(), command, clock.instant()).page());
    }

    private List<String> inPages(Shelf shelf, ListBlobs command) {
        List<String> lines = new ArrayList<>();
        ListBlobs next = command;
        while (true) {
            BlobPage page = page(shelf, next);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(command.maxResults());
            page.items().forEach(item -> lines.add(line(item)));
            if (page.nextMarker().isEmpty()) {
                return lines;
            }
            assertThat(page.items()).isNotEmpty();
            next = command.withMarker(page.nextMarker());
        }
    }

    private static String line(BlobItem item) {
        return switch (item) {
            case BlobItem.Prefix(String name) -> "prefix " + name;
            case BlobItem.OnlyVersions only -> "versions of " + only.name();
            case BlobItem.Blob(BlobName name, Snapshot snapshot, BlobProperties properties) ->
                !snapshot.equals(Snapshot.NONE)
                        ? "snapshot " + name + " " + snapshot.ticks()
                        : (properties.committed() ? "blob " : "waiting ") + name;
        };
    }

    @Test
    void pagesPutTogetherAreTheSortedNames() {
        Seeds.check(60, random -> {
            Shelf shelf = shelf(random);
            for (int i = 0; i < 12; i++) {
                ListBlobs command = command(random, shelf);
                assertThat(inPages(shelf, command)).as(command.toString()).isEqualTo(naively(shelf, command));
            }
        });
    }

    private static ListBlobs command(RandomGenerator random, Shelf shelf) {
        Set<ListInclude> include = EnumSet.noneOf(ListInclude.class);
        if (random.nextBoolean()) {
            include.add(ListInclude.SNAPSHOTS);
        }
        if (random.nextBoolean()) {
            include.add(ListInclude.UNCOMMITTED_BLOBS);
        }
        String[] delimiters = {"", "/", "/", "//", "a", "😀", "\uffff"};
        return new ListBlobs(
                shelf.box().ref(),
                random.nextInt(3) == 0 ? PIECES[random.nextInt(PIECES.length)] : "",
                delimiters[random.nextInt(delimiters.length)],
                "",
                random.nextInt(5) == 0 ? name(random).value() : "",
                random.nextInt(1, 8),
                include);
    }

    @Test
    void anotherContainersNamesAreNotShown() {
        Shelf empty = shelf(Seeds.random(1));
        Seeds.check(3, this::shelf);
        ListBlobs all = ListBlobs.of(empty.box().ref());
        assertThat(inPages(empty, all)).isEqualTo(naively(empty, all));
    }

    @Test
    void aPageOfManyPrefixesDoesNotReadWhatLiesBeneath() {
        long id = ++containers;
        ContainerRef ref = ContainerRef.of("account", "deep");
        Box box = box(id, ref);
        Shelf shelf = new Shelf(box, new TreeMap<>(), new TreeSet<>());
        for (int folder = 0; folder < 20; folder++) {
            for (int file = 0; file < 500; file++) {
                shelf.committed().put(new BlobName("dir" + folder + "/file" + file), 0);
            }
        }
        catalog.commit(tx -> {
            fill(tx, shelf);
            return true;
        });
        ListBlobs command = ListBlobs.of(ref).withDelimiter("/").withMaxResults(7);
        assertThat(inPages(shelf, command)).hasSize(20).isEqualTo(naively(shelf, command));
    }
}
