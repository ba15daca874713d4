package org.amana.blob;

import java.util.List;
import org.amana.store.Schema;

/// The tables of this module; `docs/formats/catalog-blob.md` tells what stands in them.
public final class BlobSchema {
    private static final String STEP_1 = """
            CREATE TABLE version_clock (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              reserved INTEGER NOT NULL
            ) STRICT;
            INSERT INTO version_clock (id, reserved) VALUES (1, 0);

            CREATE TABLE account (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              name TEXT NOT NULL UNIQUE,
              pseudonym TEXT NOT NULL UNIQUE,
              created INTEGER NOT NULL,
              service_properties BLOB
            ) STRICT;

            CREATE TABLE container (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              account_id INTEGER NOT NULL REFERENCES account (id),
              name TEXT NOT NULL,
              pseudonym TEXT NOT NULL UNIQUE,
              wrapped_key BLOB,
              version INTEGER NOT NULL,
              created INTEGER NOT NULL,
              modified INTEGER NOT NULL,
              metadata TEXT,
              policies TEXT,
              classes TEXT NOT NULL,
              open_to TEXT NOT NULL,
              lease_id TEXT,
              lease_seconds INTEGER,
              lease_ends INTEGER,
              lease_broken INTEGER,
              deleted INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX container_by_name ON container (account_id, name) WHERE deleted IS NULL;
            CREATE INDEX container_deleted ON container (deleted) WHERE deleted IS NOT NULL;

            CREATE TABLE container_size (
              container_id INTEGER PRIMARY KEY,
              stored_bytes INTEGER NOT NULL CHECK (stored_bytes >= 0),
              blob_count INTEGER NOT NULL CHECK (blob_count >= 0)
            ) STRICT;

            CREATE TABLE blob (
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              version INTEGER NOT NULL,
              content_version INTEGER NOT NULL,
              created INTEGER NOT NULL,
              modified INTEGER NOT NULL,
              length INTEGER NOT NULL,
              content_type TEXT NOT NULL,
              other_headers TEXT,
              content_md5 BLOB,
              metadata TEXT,
              tags TEXT,
              lease_id TEXT,
              lease_seconds INTEGER,
              lease_ends INTEGER,
              lease_broken INTEGER,
              copy_id TEXT,
              copy_source TEXT,
              copy_completed INTEGER,
              places BLOB,
              blocks BLOB,
              PRIMARY KEY (container_id, name)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE snapshot (
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              taken INTEGER NOT NULL,
              version INTEGER NOT NULL,
              content_version INTEGER NOT NULL,
              created INTEGER NOT NULL,
              modified INTEGER NOT NULL,
              length INTEGER NOT NULL,
              content_type TEXT NOT NULL,
              other_headers TEXT,
              content_md5 BLOB,
              metadata TEXT,
              tags TEXT,
              copy_id TEXT,
              copy_source TEXT,
              copy_completed INTEGER,
              places BLOB,
              blocks BLOB,
              PRIMARY KEY (container_id, name, taken)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE long_content (
              content_version INTEGER PRIMARY KEY,
              container_id INTEGER NOT NULL,
              places BLOB NOT NULL,
              blocks BLOB NOT NULL
            ) STRICT;
            CREATE INDEX long_content_by_container ON long_content (container_id);

            CREATE TABLE staging (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              version INTEGER NOT NULL,
              created INTEGER NOT NULL,
              modified INTEGER NOT NULL,
              id_length INTEGER NOT NULL,
              blocks INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              UNIQUE (container_id, name)
            ) STRICT;
            CREATE INDEX staging_by_time ON staging (modified);

            CREATE TABLE staged_block (
              staging_id INTEGER NOT NULL,
              id TEXT NOT NULL,
              size INTEGER NOT NULL,
              places BLOB NOT NULL,
              PRIMARY KEY (staging_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE dropped_staging (
              id INTEGER PRIMARY KEY
            ) STRICT;
            """;

    /// The index of tags, filled with those of the blobs there are: their lines are taken apart one by one.
    private static final String STEP_2 = """
            CREATE TABLE blob_tag (
              container_id INTEGER NOT NULL,
              tag TEXT NOT NULL,
              value TEXT NOT NULL,
              name TEXT NOT NULL,
              PRIMARY KEY (container_id, tag, value, name)
            ) STRICT, WITHOUT ROWID;

            WITH RECURSIVE line (container_id, name, text, rest) AS (
              SELECT container_id, name, '', tags FROM blob WHERE tags IS NOT NULL
              UNION ALL
              SELECT container_id, name, substr(rest, 1, instr(rest, char(10)) - 1),
                substr(rest, instr(rest, char(10)) + 1)
              FROM line WHERE rest <> ''
            )
            INSERT INTO blob_tag (container_id, tag, value, name)
            SELECT container_id, substr(text, 1, instr(text, char(9)) - 1), substr(text, instr(text, char(9)) + 1), name
            FROM line WHERE text <> '';
            """;

    /// How far deleted containers are cleared away.
    private static final String STEP_3 = """
            CREATE TABLE clearing (
              container_id INTEGER PRIMARY KEY,
              blobs INTEGER NOT NULL,
              cleared INTEGER NOT NULL
            ) STRICT;
            INSERT INTO clearing (container_id, blobs, cleared)
            SELECT id, (SELECT count(*) FROM blob WHERE container_id = id), 0 FROM container WHERE deleted IS NOT NULL;
            """;

    /// Append and page blobs: what type a blob is, and content in ranges.
    private static final String STEP_4 = """
            ALTER TABLE blob ADD COLUMN kind INTEGER;
            ALTER TABLE blob ADD COLUMN kind_number INTEGER;
            ALTER TABLE blob ADD COLUMN stored INTEGER;
            ALTER TABLE blob ADD COLUMN stream INTEGER;
            ALTER TABLE snapshot ADD COLUMN kind INTEGER;
            ALTER TABLE snapshot ADD COLUMN kind_number INTEGER;
            ALTER TABLE snapshot ADD COLUMN stored INTEGER;
            ALTER TABLE snapshot ADD COLUMN stream INTEGER;

            CREATE TABLE content_stream (
              id INTEGER PRIMARY KEY,
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              sweep_start INTEGER,
              sweep_since INTEGER,
              source_container_id INTEGER,
              source_name TEXT,
              source_stream INTEGER,
              source_taken INTEGER
            ) STRICT;
            CREATE INDEX content_stream_by_container ON content_stream (container_id);
            CREATE INDEX content_stream_to_sweep ON content_stream (id) WHERE sweep_start IS NOT NULL;

            CREATE TABLE content_range (
              stream INTEGER NOT NULL,
              start INTEGER NOT NULL,
              since INTEGER NOT NULL,
              until INTEGER NOT NULL,
              length INTEGER NOT NULL,
              places BLOB NOT NULL,
              PRIMARY KEY (stream, start, since)
            ) STRICT, WITHOUT ROWID;
            """;

    /// How blobs are kept, and their past: versions and what was deleted stand beside the snapshots.
    private static final String STEP_5 = """
            ALTER TABLE blob ADD COLUMN keeping TEXT;
            ALTER TABLE blob ADD COLUMN version_id INTEGER;

            ALTER TABLE snapshot ADD COLUMN keeping TEXT;
            ALTER TABLE snapshot ADD COLUMN past INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE snapshot ADD COLUMN deleted INTEGER;
            ALTER TABLE snapshot ADD COLUMN deleted_until INTEGER;

            CREATE TABLE deadline (
              at INTEGER NOT NULL,
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              taken INTEGER NOT NULL,
              PRIMARY KEY (at, container_id, name, taken)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE held (
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              taken INTEGER NOT NULL,
              PRIMARY KEY (container_id, name, taken)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE returned_container (
              container_id INTEGER PRIMARY KEY,
              after TEXT NOT NULL
            ) STRICT;

            ALTER TABLE container ADD COLUMN kept_until INTEGER;
            ALTER TABLE account ADD COLUMN protection TEXT;
            """;

    /// Copies from elsewhere that are carried on in the background.
    private static final String STEP_6 = """
            CREATE TABLE pending_copy (
              container_id INTEGER NOT NULL,
              name TEXT NOT NULL,
              copy_id TEXT NOT NULL,
              url BLOB NOT NULL,
              etag TEXT NOT NULL,
              credential TEXT NOT NULL,
              client TEXT NOT NULL,
              begun INTEGER NOT NULL,
              PRIMARY KEY (container_id, name)
            ) STRICT, WITHOUT ROWID;
            """;

    /// What of a container is open to everybody: `blob`, `container`, or nothing.
    private static final String STEP_7 = """
            ALTER TABLE container ADD COLUMN anonymous TEXT;
            """;

    /// The hash of the customer's key that waiting blocks are encrypted with. That of a blob stands in `keeping`.
    private static final String STEP_8 = """
            ALTER TABLE staging ADD COLUMN customer_key TEXT;
            """;

    /// Encryption scopes. In which one a blob is stands in `keeping`.
    private static final String STEP_9 = """
            CREATE TABLE encryption_scope (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              account_id INTEGER NOT NULL REFERENCES account (id),
              name TEXT NOT NULL,
              wrapped_key BLOB NOT NULL,
              disabled INTEGER NOT NULL,
              created INTEGER NOT NULL,
              changed INTEGER NOT NULL,
              UNIQUE (account_id, name)
            ) STRICT;

            ALTER TABLE container ADD COLUMN default_scope TEXT;
            ALTER TABLE container ADD COLUMN scope_override_denied INTEGER;
            ALTER TABLE staging ADD COLUMN scope TEXT;
            """;

    /// Of a copy that was asked for with a shared access signature: its time, and the stored access policy it stands
    /// on.
    private static final String STEP_10 = """
            ALTER TABLE pending_copy ADD COLUMN signed_from INTEGER;
            ALTER TABLE pending_copy ADD COLUMN signed_until INTEGER;
            ALTER TABLE pending_copy ADD COLUMN signed_policy TEXT;
            """;

    /// Of the version that a blob had when it was deleted: when that was.
    private static final String STEP_11 = """
            ALTER TABLE snapshot ADD COLUMN ended INTEGER;
            """;

    /// Stretches of page blobs that were taken away in one change, and whose rows are worked off later.
    private static final String STEP_12 = """
            ALTER TABLE content_stream ADD COLUMN cut_from INTEGER;
            ALTER TABLE content_stream ADD COLUMN cut_to INTEGER;
            ALTER TABLE content_stream ADD COLUMN cut_version INTEGER;
            ALTER TABLE content_stream ADD COLUMN cut_leaves_holes INTEGER;
            CREATE INDEX content_stream_cut ON content_stream (id) WHERE cut_version IS NOT NULL;
            """;

    /// Nothing but its number: `keeping` may have the line `unheld`, which older builds do not read.
    private static final String STEP_13 = """
            SELECT 13;
            """;

    /// The lease of what has waiting blocks only.
    private static final String STEP_14 = """
            ALTER TABLE staging ADD COLUMN lease_id TEXT;
            ALTER TABLE staging ADD COLUMN lease_seconds INTEGER;
            ALTER TABLE staging ADD COLUMN lease_ends INTEGER;
            ALTER TABLE staging ADD COLUMN lease_broken INTEGER;
            """;

    /// Given to `Catalog.open` together with those of the other modules.
    public static final Schema SCHEMA = new Schema(
            "blob",
            List.of(
                    STEP_1, STEP_2, STEP_3, STEP_4, STEP_5, STEP_6, STEP_7, STEP_8, STEP_9, STEP_10, STEP_11, STEP_12,
                    STEP_13, STEP_14));

    private BlobSchema() {}
}
