package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.amana.blob.ContainerRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a deleted container had goes in small commits, and nothing of what comes after its return.
class SweeperTest {
    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ContainerRef papers;
    private long container;

    @BeforeEach
    void open() {
        room = ReadingRoom.unstaffed(folder, InstantSource.system());
        papers = room.container("papers");
        room.put(papers, "first.txt", "one".getBytes(UTF_8));
        container = number("SELECT max(container_id) AS n FROM analysis_task");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private long number(String sql) {
        return room.catalog
                .read(reader -> reader.first(sql, row -> row.number("n")))
                .orElseThrow();
    }

    private long rows(String table) {
        return number("SELECT count(*) AS n FROM " + table);
    }

    private long all() {
        return rows("analysis_task") + rows("document") + rows("analysis_content WHERE dropped = 0");
    }

    /// As if so many more had been read, and as many waited.
    private void fill(int many) {
        room.catalog.commit(tx -> {
            for (int i = 0; i < many; i++) {
                tx.update(
                        "INSERT INTO analysis_content (container_id, name, dropped, places) SELECT ?, ?, 0, x''",
                        container,
                        i + ".txt");
                tx.update(
                        "INSERT INTO document (container_id, account, container, name, version, etag, part, type, language,"
                                + " language_confidence, pages, pictures, children, length, modified, analysed, engine,"
                                + " engine_version) VALUES (?, 'a', 'papers', ?, 1, '', '', '', '', 0, 0, 0, 0, 0, 0, 0, '', '')",
                        container,
                        i + ".txt");
                tx.update(
                        "INSERT INTO analysis_task (container_id, account, container, name, version, etag, length,"
                                + " content_type, modified, kind, state, attempts, epoch, not_before, lease_until, reason,"
                                + " changed) SELECT container_id, account, container, ?, version, etag, length, content_type,"
                                + " modified, kind, state, attempts, epoch, not_before, lease_until, reason, changed"
                                + " FROM analysis_task WHERE name = 'first.txt'",
                        i + ".txt");
            }
            return many;
        });
    }

    private void sweepToTheEnd() {
        while (room.catalog.commit(Sweeper::sweepSome)) {
            // one batch more
        }
    }

    @Test
    void aDeletedContainerGoesAFewHundredRowsACommit() {
        fill(1_200);
        room.delete(papers);
        long left = all();
        assertThat(left).isEqualTo(3 * 1_200 + 1);
        while (room.catalog.commit(Sweeper::sweepSome)) {
            long now = all();
            assertThat(left - now).isLessThanOrEqualTo(1_200);
            left = now;
        }
        assertThat(left).isZero();
        assertThat(rows("index_task WHERE dropped = 1")).isEqualTo(1_200);
        assertThat(rows("dropped_container")).isZero();
    }

    @Test
    void aContainerThatIsBackLosesWhatItHadAndNothingElse() {
        fill(700);
        room.catalog.commit(tx -> {
            Sweeper.dropped(tx, container);
            return true;
        });
        room.catalog.commit(Sweeper::sweepSome);
        long before = all();
        room.catalog.commit(tx -> {
            Sweeper.restored(tx, container);
            return true;
        });
        assertThat(all()).as("in the commit that brings it back").isEqualTo(before);
        room.put(papers, "new.txt", "two".getBytes(UTF_8));
        sweepToTheEnd();
        assertThat(names("analysis_task")).containsExactly("new.txt");
        assertThat(all()).isEqualTo(1);
    }

    @Test
    void whatIsUnderWayWhenAContainerComesBackEnds() {
        Claim claim = room.queue().claim(TaskKind.EXTRACT).orElseThrow();
        room.catalog.commit(tx -> {
            Sweeper.dropped(tx, container);
            Sweeper.restored(tx, container);
            return true;
        });
        assertThat(room.catalog.<Boolean>commit(tx -> TaskQueue.holds(tx, claim)))
                .isFalse();
    }

    @Test
    void aContainerThatIsDeletedAgainLosesAll() {
        room.catalog.commit(tx -> {
            Sweeper.dropped(tx, container);
            Sweeper.restored(tx, container);
            return true;
        });
        room.put(papers, "new.txt", "two".getBytes(UTF_8));
        room.delete(papers);
        sweepToTheEnd();
        assertThat(all()).isZero();
    }

    private List<String> names(String table) {
        return room.catalog.read(reader -> reader.list("SELECT name FROM " + table, row -> row.text("name")));
    }
}
