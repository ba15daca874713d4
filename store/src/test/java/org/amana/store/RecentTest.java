package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.durable.OsDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentTest {
    private static final Schema COUNTERS = new Schema(
            "counters", List.of("CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;"));

    private record Counter(String name) implements RecentKey<Long> {}

    @TempDir
    Path folder;

    private final AtomicInteger reads = new AtomicInteger();
    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(COUNTERS), InstantSource.system());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private Optional<Long> value(String name) {
        return catalog.recent(new Counter(name), reader -> {
            reads.incrementAndGet();
            return reader.first("SELECT value FROM counter WHERE name = ?", row -> row.number("value"), name);
        });
    }

    private static Change<Integer> set(String name, long value) {
        return tx -> {
            tx.changes(new Counter(name));
            return tx.update("INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", name, value);
        };
    }

    @Test
    void a_value_is_read_once_until_a_change_names_its_key() {
        catalog.commit(set("one", 1));
        catalog.commit(set("other", 7));
        assertThat(value("one")).contains(1L);
        assertThat(value("one")).contains(1L);
        assertThat(reads).hasValue(1);

        catalog.commit(set("other", 8));
        assertThat(value("one")).contains(1L);
        assertThat(reads).hasValue(1);

        catalog.commit(set("one", 2));
        assertThat(value("one")).contains(2L);
        assertThat(reads).hasValue(2);
    }

    @Test
    void what_is_not_there_is_looked_for_again() {
        assertThat(value("one")).isEmpty();
        catalog.commit(tx -> tx.update("INSERT INTO counter (name, value) VALUES ('one', 1)"));
        assertThat(value("one")).contains(1L);
    }

    @Test
    void a_change_that_is_undone_leaves_what_was() {
        catalog.commit(set("one", 1));
        assertThat(value("one")).contains(1L);
        assertThatThrownBy(() -> catalog.commit(tx -> {
                    set("one", 2).apply(tx);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(value("one")).contains(1L);
        assertThat(value("one")).contains(1L);
        assertThat(reads).hasValue(2);
    }

    @Test
    void while_a_change_waits_for_its_commit_what_was_is_told_and_not_kept() {
        catalog.commit(set("one", 1));
        assertThat(value("one")).contains(1L);
        catalog.commit(tx -> {
            set("one", 2).apply(tx);
            assertThat(elsewhere(() -> value("one"))).contains(1L);
            return 0;
        });
        assertThat(value("one")).contains(2L);
    }

    /// On a thread of its own, which the writer's waits for.
    private static Optional<Long> elsewhere(Callable<Optional<Long>> query) {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            return other.submit(query).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobody_reads_what_is_older_than_an_acknowledged_change() throws Exception {
        long last = 200;
        AtomicLong acknowledged = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        catalog.commit(set("one", 0));
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(readers.submit(() -> {
                    int asked = 0;
                    for (long seen = 0; !over.get(); asked++) {
                        long before = Math.max(seen, acknowledged.get());
                        seen = value("one").orElseThrow();
                        assertThat(seen).isGreaterThanOrEqualTo(before);
                    }
                    return asked;
                }));
            }
            try {
                for (long value = 1; value <= last; value++) {
                    catalog.commit(set("one", value));
                    acknowledged.set(value);
                }
            } finally {
                over.set(true);
            }
            int asked = 0;
            for (Future<Integer> reader : all) {
                asked += reader.get();
            }
            assertThat(reads.get()).as("of %d", asked).isLessThan(asked);
        }
    }

    @Test
    void memory_is_bounded() {
        Recent recent = new Recent(10);
        for (long i = 0; i < 25; i++) {
            long value = i;
            recent.find(new Counter("" + i), () -> Optional.of(value));
        }
        assertThat(recent.find(new Counter("24"), Optional::empty)).contains(24L);
        assertThat(recent.find(new Counter("0"), Optional::empty)).isEmpty();
    }
}
