package org.amana.ledger;

import java.util.ArrayList;
import java.util.List;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryWriter;
import org.amana.verifier.Kind;

/// What is to be appended, by kind; the ledger adds the time, and the commitments to the [Opening] where the
/// kind has them. Values stand in the public log: printable ASCII without `"` and `\`; pseudonyms, ids and
/// figures, never a name. `docs/formats/ledger-entry.md` says what each means.
///
/// `genesis`, `gap` and `shred` entries are the ledger's own. The format has further kinds, which nothing makes yet.
public sealed interface EntryDraft {
    /// No limit, where an entry demands a figure.
    long UNLIMITED = Entry.MAX_NUMBER;

    /// The kind of entry that it becomes.
    Kind kind();

    /// Writes every key in ascending order, `t` as a hole.
    ///
    /// @param sd digests to write in kinds that have commitments
    /// @throws IllegalArgumentException if a value cannot stand in an entry
    void write(EntryWriter writer, List<String> sd);

    /// What the gate decided.
    enum Verdict {
        ALLOW("allow"),
        DENY("deny");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// One request.
    ///
    /// @param account pseudonym; empty when the request concerns no account
    /// @param box pseudonym of the container; empty when the request concerns none
    /// @param service `blob`, `search`, ...
    /// @param action `read`, `write`, ...
    /// @param features used, such as `ocr`
    /// @param purpose id; empty only in a denial
    /// @param rules ids of the deciding policies; beyond 16 the rest is counted in the last one
    /// @param policies id of the policy set
    /// @param in bytes accepted
    /// @param out bytes released
    /// @param stored change of stored bytes; 0 in a denial
    /// @param units metered, as `name:count`
    record Access(
            String account,
            String box,
            String service,
            String action,
            List<String> features,
            String purpose,
            Verdict verdict,
            List<String> rules,
            String policies,
            long in,
            long out,
            long stored,
            List<String> units)
            implements EntryDraft {
        private static final int MAX_RULES = 16;

        public Access {
            features = List.copyOf(features);
            rules = atMost(rules);
            units = List.copyOf(units);
        }

        private static List<String> atMost(List<String> rules) {
            if (rules.size() <= MAX_RULES) {
                return List.copyOf(rules);
            }
            List<String> first = new ArrayList<>(rules.subList(0, MAX_RULES - 1));
            first.add("and-" + (rules.size() - MAX_RULES + 1) + "-more");
            return List.copyOf(first);
        }

        @Override
        public Kind kind() {
            return Kind.ACCESS;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.text("acct", account)
                    .text("act", action)
                    .text("box", box)
                    .text("dec", verdict.label())
                    .number("dst", stored)
                    .texts("feat", features)
                    .number("in", in)
                    .text("kind", kind().label())
                    .number("out", out)
                    .text("pol", policies)
                    .text("pur", purpose)
                    .texts("rule", rules)
                    .texts("sd", sd)
                    .text("svc", service)
                    .hole("t")
                    .texts("units", units)
                    .number("v", Entry.VERSION);
        }
    }

    /// The change of stored bytes that an earlier access announced did not happen.
    ///
    /// @param ref index of that access
    /// @param stored the negative of its `dst`
    /// @param why short, such as `failed` or `lost`
    record Voided(String account, String box, long stored, long ref, String why) implements EntryDraft {
        /// The answer to `access`, which stands at `index`.
        public static Voided of(long index, Entry access, String why) {
            return new Voided(access.text("acct"), access.text("box"), -access.number("dst"), index, why);
        }

        @Override
        public Kind kind() {
            return Kind.VOID;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.text("acct", account)
                    .text("box", box)
                    .number("dst", stored)
                    .text("kind", kind().label())
                    .number("ref", ref)
                    .hole("t")
                    .number("v", Entry.VERSION)
                    .text("why", why);
        }
    }

    /// A policy set came into force.
    ///
    /// @param id how accesses name it
    /// @param digest hash of its canonical text, with the algorithm if it is not SHA-256
    record Policy(String id, String digest) implements EntryDraft {
        @Override
        public Kind kind() {
            return Kind.POLICY;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.text("digest", digest)
                    .text("kind", kind().label())
                    .text("pol", id)
                    .hole("t")
                    .number("v", Entry.VERSION);
        }
    }

    /// A purpose was proposed, activated, changed or ended. Titles and container names are not public; who did
    /// it is in the opening.
    ///
    /// @param id `P-12`
    /// @param version 1 for the first entry of the purpose, rising with each change
    /// @param state `proposed`, `active` or `ended`
    /// @param term nearest W3C DPV term
    /// @param basis code of the legal basis
    /// @param expires Unix seconds
    /// @param boxes `all`, or how many containers it covers
    /// @param bytesPerDay released or accepted; [#UNLIMITED] if not limited
    /// @param objectsPerDay [#UNLIMITED] if not limited
    /// @param services,actions,features,classes what it covers; a single `*` covers all
    /// @param practices flagged prohibited practices
    record Purpose(
            String id,
            long version,
            String state,
            String term,
            String basis,
            long expires,
            String boxes,
            long bytesPerDay,
            long objectsPerDay,
            List<String> services,
            List<String> actions,
            List<String> features,
            List<String> classes,
            List<String> practices)
            implements EntryDraft {
        public Purpose {
            services = List.copyOf(services);
            actions = List.copyOf(actions);
            features = List.copyOf(features);
            classes = List.copyOf(classes);
            practices = List.copyOf(practices);
        }

        @Override
        public Kind kind() {
            return Kind.PURPOSE;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.texts("acts", actions)
                    .text("basis", basis)
                    .text("boxes", boxes)
                    .number("bytes", bytesPerDay)
                    .texts("classes", classes)
                    .text("dpv", term)
                    .number("exp", expires)
                    .texts("feats", features)
                    .text("kind", kind().label())
                    .number("objects", objectsPerDay)
                    .texts("practices", practices)
                    .text("pur", id)
                    .texts("sd", sd)
                    .text("state", state)
                    .texts("svcs", services)
                    .hole("t")
                    .number("v", Entry.VERSION)
                    .number("ver", version);
        }
    }

    /// A credential was issued or ended; its holder is the opening's actor.
    ///
    /// @param id stable, random
    /// @param type `access-key`, `sas`, `admission`, `token`, `session`, `internal` or `anonymous`
    /// @param expires Unix seconds
    /// @param state `active` or `ended`
    record Credential(String id, String type, String purpose, long expires, String state) implements EntryDraft {
        @Override
        public Kind kind() {
            return Kind.CREDENTIAL;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.text("cred", id)
                    .number("exp", expires)
                    .text("kind", kind().label())
                    .text("pur", purpose)
                    .texts("sd", sd)
                    .text("state", state)
                    .hole("t")
                    .text("type", type)
                    .number("v", Entry.VERSION);
        }
    }

    /// An approval was asked for, granted or refused; by whom is the opening's actor.
    ///
    /// @param id of the request for approval; two grants carry the same
    /// @param expires Unix seconds
    /// @param state `asked`, `granted` or `refused`
    record Approval(String id, String purpose, long bytes, long objects, long expires, String state)
            implements EntryDraft {
        @Override
        public Kind kind() {
            return Kind.APPROVAL;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.text("apr", id)
                    .number("bytes", bytes)
                    .number("exp", expires)
                    .text("kind", kind().label())
                    .number("objects", objects)
                    .text("pur", purpose)
                    .texts("sd", sd)
                    .text("state", state)
                    .hole("t")
                    .number("v", Entry.VERSION);
        }
    }

    /// Requests that nobody can be named for, folded: how many of one reason came to one service since a
    /// moment; or an act of the operator, such as `backup` and `restored`.
    ///
    /// @param service `blob`, `search`, ...
    /// @param reason short, such as `bad-signature`
    /// @param count at least 1; of a [restored][RestoredMark] log the signed entries that are given up, if any
    /// @param since Unix seconds of the first of them; of a restored log the time of the backup, from which on
    ///     the log does not tell what was done
    record Operator(String service, String reason, long count, long since) implements EntryDraft {
        @Override
        public Kind kind() {
            return Kind.OPERATOR;
        }

        @Override
        public void write(EntryWriter writer, List<String> sd) {
            writer.number("count", count)
                    .text("kind", kind().label())
                    .text("reason", reason)
                    .number("since", since)
                    .text("svc", service)
                    .hole("t")
                    .number("v", Entry.VERSION);
        }
    }
}
