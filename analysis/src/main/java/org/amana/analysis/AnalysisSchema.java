package org.amana.analysis;

import java.util.List;
import org.amana.store.Schema;

/// The tables of this module; `docs/formats/catalog-analysis.md` tells what stands in them. No text of a
/// document stands here: that is kept encrypted in the extents, and found through `analysis_content`.
public final class AnalysisSchema {
    private static final String STEP_1 = """
            CREATE TABLE analysis_task (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              container_id INTEGER NOT NULL,
              account TEXT NOT NULL,
              container TEXT NOT NULL,
              name TEXT NOT NULL,
              version INTEGER NOT NULL,
              etag TEXT NOT NULL,
              length INTEGER NOT NULL,
              content_type TEXT NOT NULL,
              modified INTEGER NOT NULL,
              kind TEXT NOT NULL,
              state TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              epoch INTEGER NOT NULL,
              not_before INTEGER NOT NULL,
              lease_until INTEGER NOT NULL,
              reason TEXT NOT NULL,
              changed INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX analysis_task_by_blob ON analysis_task (container_id, name);
            CREATE INDEX analysis_task_waiting ON analysis_task (kind, not_before, id) WHERE state = 'waiting';
            CREATE INDEX analysis_task_running ON analysis_task (lease_until) WHERE state = 'running';
            CREATE INDEX analysis_task_parked ON analysis_task (changed) WHERE state = 'parked';

            CREATE TABLE analysis_done (
              kind TEXT PRIMARY KEY,
              tasks INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE document (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              container_id INTEGER NOT NULL,
              account TEXT NOT NULL,
              container TEXT NOT NULL,
              name TEXT NOT NULL,
              version INTEGER NOT NULL,
              etag TEXT NOT NULL,
              part TEXT NOT NULL,
              type TEXT NOT NULL,
              language TEXT NOT NULL,
              language_confidence INTEGER NOT NULL,
              pages INTEGER NOT NULL,
              pictures INTEGER NOT NULL,
              children INTEGER NOT NULL,
              length INTEGER NOT NULL,
              modified INTEGER NOT NULL,
              analysed INTEGER NOT NULL,
              engine TEXT NOT NULL,
              engine_version TEXT NOT NULL,
              UNIQUE (container_id, name, part)
            ) STRICT;

            CREATE TABLE document_page (
              document_id INTEGER NOT NULL,
              number INTEGER NOT NULL,
              engine TEXT NOT NULL,
              confidence INTEGER NOT NULL,
              language TEXT NOT NULL,
              language_confidence INTEGER NOT NULL,
              characters INTEGER NOT NULL,
              words INTEGER NOT NULL,
              content_id INTEGER NOT NULL,
              offset INTEGER NOT NULL,
              length INTEGER NOT NULL,
              PRIMARY KEY (document_id, number)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE unread_page (
              document_id INTEGER NOT NULL,
              number INTEGER NOT NULL,
              attempts INTEGER NOT NULL,
              reason TEXT NOT NULL,
              PRIMARY KEY (document_id, number)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE document_picture (
              document_id INTEGER NOT NULL,
              number INTEGER NOT NULL,
              longest INTEGER NOT NULL,
              width INTEGER NOT NULL,
              height INTEGER NOT NULL,
              damaged INTEGER NOT NULL,
              content_id INTEGER NOT NULL,
              offset INTEGER NOT NULL,
              length INTEGER NOT NULL,
              PRIMARY KEY (document_id, number, longest)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE analysis_content (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              dropped INTEGER NOT NULL,
              places BLOB NOT NULL
            ) STRICT;
            CREATE INDEX analysis_content_by_blob ON analysis_content (container_id, name);
            CREATE INDEX analysis_content_dropped ON analysis_content (id) WHERE dropped = 1;

            CREATE TABLE dropped_container (
              container_id INTEGER PRIMARY KEY
            ) STRICT;

            CREATE TABLE index_task (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              document_id INTEGER NOT NULL,
              dropped INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE index_done (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              sequence INTEGER NOT NULL
            ) STRICT;
            """;

    /// What is done is counted by account. What was done before is the only account's, or nobody's where there are
    /// several. What is parked is looked for by account.
    private static final String STEP_2 = """
            ALTER TABLE analysis_done RENAME TO analysis_done_by_all;
            CREATE TABLE analysis_done (
              account TEXT NOT NULL,
              kind TEXT NOT NULL,
              tasks INTEGER NOT NULL,
              PRIMARY KEY (account, kind)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO analysis_done (account, kind, tasks)
            SELECT CASE WHEN (SELECT count(*) FROM account) = 1 THEN (SELECT name FROM account) ELSE '' END, kind, tasks
            FROM analysis_done_by_all;
            DROP TABLE analysis_done_by_all;

            DROP INDEX analysis_task_parked;
            CREATE INDEX analysis_task_parked ON analysis_task (account, changed) WHERE state = 'parked';
            """;

    /// Whether the pages of a recognition stand in the ledger already.
    private static final String STEP_3 = """
            ALTER TABLE analysis_task ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
            """;

    /// Accounts take turns, so a turn is looked for by account.
    private static final String STEP_4 = """
            DROP INDEX analysis_task_waiting;
            CREATE INDEX analysis_task_waiting ON analysis_task (kind, account, not_before, id)
              WHERE state = 'waiting';
            """;

    /// Of a container that is back only what is older than its return is swept.
    private static final String STEP_5 = """
            ALTER TABLE dropped_container ADD COLUMN last_task INTEGER NOT NULL DEFAULT 9223372036854775807;
            ALTER TABLE dropped_container ADD COLUMN last_document INTEGER NOT NULL DEFAULT 9223372036854775807;
            ALTER TABLE dropped_container ADD COLUMN last_content INTEGER NOT NULL DEFAULT 9223372036854775807;
            """;

    /// Given to `Catalog.open` together with those of the other modules, after that of `blob`, whose accounts it asks
    /// for.
    public static final Schema SCHEMA = new Schema("analysis", List.of(STEP_1, STEP_2, STEP_3, STEP_4, STEP_5));

    private AnalysisSchema() {}
}
