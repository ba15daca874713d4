package org.amana.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.testkit.Folders;

/// What growth costs: bytes of catalog and ledger for each blob and access, the start with many blobs, and listings
/// among very many. The rows of the many are made in the catalog out of one that was put, as putting ten million
/// takes an hour; their bytes are all the same.
///
/// @param names of the largest container
record Growth(int names) implements Group {
    private static final int MEASURED_PUTS = 50_000;
    private static final long ALL_BLOBS = 490_000_000;
    private static final double ALL_BYTES = 1_400e12;

    /// Bytes in the files of a data folder.
    private record Footprint(long catalog, long openings, long log, long extents) {
        static Footprint of(Path data) {
            return new Footprint(
                    Folders.size(data.resolve("catalog.db")),
                    Folders.size(data.resolve("ledger/private/openings.db")),
                    Folders.size(data.resolve("ledger/public")),
                    Folders.size(data.resolve("volumes")));
        }

        Footprint minus(Footprint other) {
            return new Footprint(
                    catalog - other.catalog, openings - other.openings, log - other.log, extents - other.extents);
        }
    }

    @Override
    public void measure(Run run) throws IOException {
        Path folder;
        try (Servers.Account amana = run.servers().amana()) {
            folder = run.servers().folderOf(amana);
            Client.createContainer(amana, "few");
            Client.createContainer(amana, "many");
            Client.createContainer(amana, "real");
            Client.put(amana, "/few/template", Sizes.content(Sizes.SMALL));
            Client.put(amana, "/many/template", Sizes.content(Sizes.SMALL));
            Client.createContainer(amana, "doomed");
            Client.put(amana, "/doomed/template", new byte[0]);
        }
        Path data = folder.resolve("data");
        List<String> table =
                new ArrayList<>(List.of("## Cost of growth", "", "| blobs | catalog | start |", "|---|---|---|"));
        table.add(start(run, folder, 2));
        Footprint before = Footprint.of(data);
        try (Servers.Account amana = run.servers().reopened(folder)) {
            Client.fill(amana, "real", MEASURED_PUTS, "dir/", Sizes.content(Sizes.SMALL));
        }
        Footprint each = Footprint.of(data).minus(before);
        clone(data, "few", 0, names / 100);
        clone(data, "many", 0, names / 10);
        table.add(start(run, folder, names / 10 + names / 100 + MEASURED_PUTS));
        clone(data, "many", names / 10, names);
        table.add(start(run, folder, names + names / 100 + MEASURED_PUTS));
        try (Servers.Account amana = run.servers().reopened(folder)) {
            String many = ManyNames.count(names) + " names";
            String few = "the same among " + ManyNames.count(names / 100);
            ManyNames.listing(run, amana, "list 5,000 of " + many, "&maxresults=5000&prefix=dir/5", few);
            ManyNames.listing(run, amana, "first-level prefixes of " + many, "&delimiter=/&prefix=dir/", few);
        }
        table.addAll(deletion(run, folder, names / 10));
        table.addAll(forecast(each));
        run.section(table);
    }

    private static String start(Run run, Path folder, long blobs) throws IOException {
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Instant begin = Instant.now();
            try (Servers.Account amana = run.servers().reopened(folder)) {
                Client.exists(amana, "/many/template");
                starts.add((double) Duration.between(begin, Instant.now()).toMillis());
            }
        }
        return String.format(
                Locale.ROOT,
                "| %,d | %,.0f MB | %,.0f ms |",
                blobs,
                Folders.size(folder.resolve("data/catalog.db")) / 1e6,
                Comparison.median(starts));
    }

    /// Rows like that of the blob `template`, with names over a thousand first-level prefixes.
    private static void clone(Path data, String container, int from, int to) throws IOException {
        try (Connection catalog = catalog(data);
                Statement statement = catalog.createStatement()) {
            List<String> columns = columns(statement);
            String values =
                    String.join(", ", columns).replaceFirst("\\bname\\b", "printf('dir/%03d/%08d', n % 1000, n)");
            statement.execute("PRAGMA cache_size = -262144");
            statement.executeUpdate(
                    "WITH RECURSIVE row (n) AS (SELECT " + from + " UNION ALL SELECT n + 1 FROM row WHERE n + 1 < "
                            + to + ") INSERT INTO blob (" + String.join(", ", columns) + ") SELECT " + values
                            + " FROM row JOIN blob ON name = 'template' AND container_id ="
                            + " (SELECT id FROM container WHERE name = '" + container + "' AND deleted IS NULL)"
                            + " ORDER BY n % 1000, n");
        } catch (SQLException e) {
            throw new IOException("rows for " + container + ": " + e.getMessage(), e);
        }
    }

    private static List<String> columns(Statement statement) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_info('blob')")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    /// How soon the deletion of a container is answered, and how soon its blobs are gone, in seconds.
    private static List<String> deletion(Run run, Path folder, int blobs) throws IOException {
        Path data = folder.resolve("data");
        clone(data, "doomed", 0, blobs);
        long id = number(data, "SELECT id FROM container WHERE name = 'doomed'");
        try (Servers.Account amana = run.servers().reopened(folder)) {
            Instant begin = Instant.now();
            Client.delete(amana, "/doomed?restype=container");
            Duration answered = Duration.between(begin, Instant.now());
            while (number(data, "SELECT EXISTS (SELECT 1 FROM blob WHERE container_id = " + id + ")") != 0) {
                Client.pause(Duration.ofMillis(100));
            }
            Duration gone = Duration.between(begin, Instant.now());
            run.fact(new Fact(
                    "deleting a container of " + ManyNames.count(blobs) + " blobs is answered",
                    answered.toMillis(),
                    "ms",
                    1_000,
                    false));
            return List.of(
                    "",
                    String.format(
                            Locale.ROOT,
                            "The blobs of the deleted container were gone after %,d s.",
                            gone.toSeconds()));
        }
    }

    private static long number(Path data, String query) throws IOException {
        try (Connection catalog = catalog(data);
                Statement statement = catalog.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IOException(query + ": " + e.getMessage(), e);
        }
    }

    private static Connection catalog(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("catalog.db"));
    }

    /// A straight line from what the measured PUTs have taken.
    private static List<String> forecast(Footprint each) {
        double blob = (double) each.catalog / MEASURED_PUTS;
        double opening = (double) each.openings / MEASURED_PUTS;
        double entry = (double) each.log / MEASURED_PUTS;
        double frame = (double) each.extents / MEASURED_PUTS - Sizes.SMALL;
        return List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "Of %,d blobs of 4 KiB, each: %,.0f bytes of catalog, %,.0f of extents beside its content."
                                + " Of each access: %,.0f bytes of public log, %,.0f of private names.",
                        MEASURED_PUTS,
                        blob,
                        frame,
                        entry,
                        opening),
                String.format(
                        Locale.ROOT,
                        "Drawn on to %,d blobs and %,.0f TB: %,.0f GB of catalog; one access of each blob makes %,.0f GB"
                                + " of log and %,.0f GB of private names.",
                        ALL_BLOBS,
                        ALL_BYTES / 1e12,
                        blob * ALL_BLOBS / 1e9,
                        entry * ALL_BLOBS / 1e9,
                        opening * ALL_BLOBS / 1e9));
    }
}
