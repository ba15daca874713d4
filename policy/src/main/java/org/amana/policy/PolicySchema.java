package org.amana.policy;

import java.util.List;
import org.amana.store.Schema;

/// The tables of `policy` in the catalog. What changes who may do what stands in the ledger too: such a row is
/// written with the ledger's size in `since`, then its entry is appended, then `entry` is set. A row without
/// `entry` is not in force; after a crash the ledger from `since` on tells whether it came to be (see
/// [Register]).
final class PolicySchema {
    static final Schema SCHEMA = new Schema("policy", List.of("""
            CREATE TABLE principal (
              number INTEGER PRIMARY KEY,
              name   TEXT NOT NULL,
              kind   TEXT NOT NULL
            ) STRICT;

            CREATE TABLE purpose_version (
              number          INTEGER NOT NULL,
              version         INTEGER NOT NULL,
              account         TEXT NOT NULL,
              role            TEXT NOT NULL,
              english         TEXT NOT NULL,
              arabic          TEXT NOT NULL,
              dpv             TEXT NOT NULL,
              basis           TEXT NOT NULL,
              containers      TEXT NOT NULL,
              classes         TEXT NOT NULL,
              services        TEXT NOT NULL,
              features        TEXT NOT NULL,
              actions         TEXT NOT NULL,
              bytes_per_day   INTEGER NOT NULL,
              objects_per_day INTEGER NOT NULL,
              expires         INTEGER NOT NULL,
              state           TEXT NOT NULL,
              approvers       TEXT NOT NULL,
              practices       TEXT NOT NULL,
              since           INTEGER NOT NULL,
              entry           INTEGER,
              PRIMARY KEY (number, version)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE credential (
              number    INTEGER PRIMARY KEY,
              kind      TEXT NOT NULL,
              account   TEXT NOT NULL,
              principal INTEGER NOT NULL REFERENCES principal,
              purpose   INTEGER NOT NULL,
              issued    INTEGER NOT NULL,
              expires   INTEGER NOT NULL,
              secret    BLOB,
              token     BLOB,
              since     INTEGER NOT NULL,
              entry     INTEGER,
              ending    INTEGER,
              ended     INTEGER
            ) STRICT;
            CREATE INDEX credential_alive ON credential (number) WHERE ended IS NULL;

            CREATE TABLE sign_in_token (
              hash      BLOB PRIMARY KEY,
              principal INTEGER NOT NULL REFERENCES principal,
              purpose   INTEGER NOT NULL,
              expires   INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE approval (
              number       INTEGER PRIMARY KEY,
              purpose      INTEGER NOT NULL,
              requester    INTEGER NOT NULL REFERENCES principal,
              bytes        INTEGER NOT NULL,
              objects      INTEGER NOT NULL,
              reason       TEXT NOT NULL,
              asked        INTEGER NOT NULL,
              expires      INTEGER NOT NULL,
              used_bytes   INTEGER NOT NULL,
              used_objects INTEGER NOT NULL,
              since        INTEGER NOT NULL,
              entry        INTEGER
            ) STRICT;

            CREATE TABLE approval_vote (
              approval INTEGER NOT NULL REFERENCES approval,
              approver INTEGER NOT NULL REFERENCES principal,
              verdict  TEXT NOT NULL,
              since    INTEGER NOT NULL,
              entry    INTEGER,
              PRIMARY KEY (approval, approver)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE policy_text (
              hash   TEXT NOT NULL,
              id     TEXT NOT NULL,
              source TEXT NOT NULL,
              PRIMARY KEY (hash, id)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE policy_activation (
              number INTEGER PRIMARY KEY,
              hash   TEXT NOT NULL,
              since  INTEGER NOT NULL,
              entry  INTEGER
            ) STRICT;

            CREATE TABLE applied_entry (
              number INTEGER PRIMARY KEY
            ) STRICT;

            CREATE TABLE use_day (
              day     INTEGER NOT NULL,
              purpose INTEGER NOT NULL,
              allowed INTEGER NOT NULL,
              refused INTEGER NOT NULL,
              taken   INTEGER NOT NULL,
              given   INTEGER NOT NULL,
              stored  INTEGER NOT NULL,
              objects INTEGER NOT NULL,
              PRIMARY KEY (day, purpose)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE refusal_day (
              day   INTEGER NOT NULL,
              rule  TEXT NOT NULL,
              count INTEGER NOT NULL,
              PRIMARY KEY (day, rule)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE ledger_position (
              name TEXT PRIMARY KEY,
              upto INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """, """
            ALTER TABLE credential ADD COLUMN proof TEXT NOT NULL DEFAULT '';
            """));

    private PolicySchema() {}
}
