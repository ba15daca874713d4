package org.amana.policy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Entries;
import org.amana.ledger.EntryDraft;
import org.amana.store.Catalog;
import org.amana.store.Query;
import org.amana.store.Reader;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryWriter;
import org.amana.verifier.Kind;
import org.amana.verifier.MalformedException;

/// Holds the purposes and credentials in force, and the policy set, as the catalog has them against the
/// ledger's entries, where all their public terms stand: a bit that flips in a row, or a hand on the
/// disk, would give rights that nobody was given, and the log would then accuse the keeper.
public final class RegisterCheck {
    private static final int BATCH = 1_000;

    private final Catalog catalog;
    private final Entries ledger;
    private final List<Contradiction> found = new ArrayList<>();

    private RegisterCheck(Catalog catalog, Entries ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /// Where catalog and ledger do not agree.
    ///
    /// @param about what it concerns, such as `purpose P-2`
    /// @param what for a person to read
    public record Contradiction(String about, String what) {
        @Override
        public String toString() {
            return about + ": " + what;
        }
    }

    /// A row in force.
    ///
    /// @param number of the purpose or credential
    /// @param entry that put it in force
    private record Stood(int number, long entry) {}

    /// A term that stands in the row and in the entry.
    private record Term(String word, Function<Entry, ?> value) {
        static Term text(String key, String word) {
            return new Term(word, entry -> entry.text(key));
        }

        static Term number(String key, String word) {
            return new Term(word, entry -> entry.number(key));
        }

        /// Whatever is no limit is written as the same.
        static Term limit(String key, String word) {
            return new Term(word, entry -> Math.min(entry.number(key), Amounts.MOST));
        }

        static Term texts(String key, String word) {
            return new Term(word, entry -> Set.copyOf(entry.texts(key)));
        }

        boolean differs(Entry row, Entry entry) {
            return !value.apply(row).equals(value.apply(entry));
        }
    }

    private static final List<Term> PURPOSE = List.of(
            Term.text("pur", "number"),
            Term.number("ver", "version"),
            Term.text("state", "state"),
            Term.text("dpv", "vocabulary term"),
            Term.text("basis", "legal basis"),
            Term.number("exp", "end"),
            Term.text("boxes", "number of containers"),
            Term.limit("bytes", "bytes a day"),
            Term.limit("objects", "objects a day"),
            Term.texts("svcs", "services"),
            Term.texts("acts", "actions"),
            Term.texts("feats", "features"),
            Term.texts("classes", "classes"),
            Term.texts("practices", "practices"));

    private static final List<Term> CREDENTIAL = List.of(
            Term.text("cred", "number"),
            Term.text("type", "kind"),
            Term.text("pur", "purpose"),
            Term.number("exp", "end"),
            Term.text("state", "state"));

    private static final List<Term> POLICY = List.of(Term.text("digest", "digest"));

    /// Holds each row in force against the entry that put it in force, and looks whether a purpose or credential
    /// has a newer entry than that. Reads the whole ledger.
    public static List<Contradiction> all(Catalog catalog, Entries ledger) {
        RegisterCheck check = new RegisterCheck(catalog, ledger);
        check.rows();
        if (check.found.isEmpty()) {
            check.newest();
        }
        return List.copyOf(check.found);
    }

    /// Holds each row in force against the entry that put it in force.
    ///
    /// @throws AmanaException `CORRUPT` naming the first of what does not agree
    static void require(Catalog catalog, Entries ledger) {
        RegisterCheck check = new RegisterCheck(catalog, ledger);
        check.rows();
        int found = check.found.size();
        if (found > 0) {
            throw catalog.damaged(
                    check.found.getFirst() + (found > 1 ? ", and " + (found - 1) + " more (amana fsck)" : ""));
        }
    }

    private void rows() {
        for (Stood purpose : catalog.read(RegisterCheck::purposes)) {
            PurposeId id = new PurposeId(purpose.number());
            compare(
                    "purpose " + id,
                    purpose.entry(),
                    Kind.PURPOSE,
                    PURPOSE,
                    reader -> PurposeTable.draft(PurposeTable.at(reader, id, purpose.entry())));
        }
        Map<PrincipalId, Principal> principals = known();
        for (Stood credential : catalog.read(RegisterCheck::credentials)) {
            CredentialId id = new CredentialId(credential.number());
            compare(
                    "credential " + id,
                    credential.entry(),
                    Kind.CREDENTIAL,
                    CREDENTIAL,
                    reader -> Issuance.draft(CredentialTable.required(reader, id, principals), "active"));
        }
        for (Stood activation : catalog.read(RegisterCheck::activations)) {
            compare(
                    "policy set " + activation.number(),
                    activation.entry(),
                    Kind.POLICY,
                    POLICY,
                    reader -> SitePolicies.draft(reader, activation.number()));
        }
    }

    private Map<PrincipalId, Principal> known() {
        try {
            return catalog.read(PrincipalTable::all);
        } catch (AmanaException e) {
            damaged("principals", e);
            return Map.of();
        }
    }

    private void damaged(String about, AmanaException e) {
        if (e.code() != ErrorCode.CORRUPT) {
            throw e;
        }
        found.add(new Contradiction(about, e.message()));
    }

    private void compare(String about, long index, Kind kind, List<Term> terms, Query<EntryDraft> row) {
        try {
            if (index < 0 || index >= ledger.size()) {
                found.add(new Contradiction(about, "its entry " + index + " is not in the ledger"));
                return;
            }
            Entry entry = ledger.entry(index);
            if (entry.kind() != kind) {
                found.add(new Contradiction(about, "its entry " + index + " is about something else"));
                return;
            }
            Entry asWritten = asWritten(catalog.read(row), entry);
            String differing = terms.stream()
                    .filter(term -> term.differs(asWritten, entry))
                    .map(Term::word)
                    .collect(Collectors.joining(", "));
            if (!differing.isEmpty()) {
                found.add(new Contradiction(
                        about, "the catalog and entry " + index + " of the ledger do not agree: " + differing));
            }
        } catch (AmanaException e) {
            damaged(about, e);
        }
    }

    /// The entry that the row would have been told by.
    ///
    /// @throws AmanaException `CORRUPT` if the row has what no entry can have
    private static Entry asWritten(EntryDraft draft, Entry entry) {
        try {
            EntryWriter writer = new EntryWriter();
            draft.write(writer, entry.has("sd") ? entry.texts("sd") : List.of());
            return Entry.parse(writer.withHole(entry.seconds()));
        } catch (IllegalArgumentException | MalformedException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "the catalog has what no entry can say: " + e.getMessage(), e);
        }
    }

    /// What came after the catalog settled with the ledger last may be half done yet, and what a ledger
    /// says that was put back from a backup may be newer than its catalog.
    private void newest() {
        Map<String, Long> newest = new HashMap<>();
        long settled = Math.min(ledger.size(), catalog.read(AppliedEntries::settledUpTo));
        for (long from = 0; from < settled; from += BATCH) {
            List<Entry> entries = ledger.entries(from, (int) Math.min(BATCH, settled - from));
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                long index = from + i;
                switch (entry.kind()) {
                    case PURPOSE -> newest.put(entry.text("pur"), index);
                    case CREDENTIAL -> newest.put(entry.text("cred"), index);
                    case OPERATOR -> {
                        if (entry.text("reason").startsWith("restored")) {
                            newest.clear();
                        }
                    }
                    default -> {}
                }
            }
        }
        Set<String> preparing = catalog.read(RegisterCheck::preparing);
        newest(newest, preparing, "purpose ", "P-", catalog.read(RegisterCheck::purposes));
        newest(newest, preparing, "credential ", "K-", catalog.read(RegisterCheck::credentials));
    }

    private void newest(Map<String, Long> newest, Set<String> preparing, String kind, String prefix, List<Stood> rows) {
        for (Stood row : rows) {
            String id = prefix + row.number();
            long last = newest.getOrDefault(id, row.entry());
            if (last > row.entry() && !preparing.contains(id)) {
                found.add(new Contradiction(
                        kind + id,
                        "the catalog goes by entry " + row.entry() + " of the ledger, but entry " + last
                                + " is newer"));
            }
        }
    }

    /// The version in force of every purpose.
    private static List<Stood> purposes(Reader reader) throws SQLException {
        return stood(
                reader,
                "SELECT number, entry FROM purpose_version AS p WHERE entry IS NOT NULL AND version ="
                        + " (SELECT max(version) FROM purpose_version WHERE number = p.number AND entry IS NOT NULL)"
                        + " ORDER BY number");
    }

    /// Those that have not ended.
    private static List<Stood> credentials(Reader reader) throws SQLException {
        return stood(
                reader,
                "SELECT number, entry FROM credential WHERE ended IS NULL AND entry IS NOT NULL ORDER BY number");
    }

    private static List<Stood> activations(Reader reader) throws SQLException {
        return stood(
                reader,
                "SELECT number, entry FROM policy_activation WHERE entry IS NOT NULL ORDER BY number DESC LIMIT 1");
    }

    private static List<Stood> stood(Reader reader, String sql) throws SQLException {
        return reader.list(sql, row -> new Stood(row.integer("number"), row.number("entry")));
    }

    /// What a change is under way of, or was when the power failed.
    private static Set<String> preparing(Reader reader) throws SQLException {
        return Stream.concat(
                        PurposeTable.prepared(reader).stream()
                                .map(each -> each.id().toString()),
                        CredentialTable.prepared(reader).stream()
                                .map(each -> each.id().toString()))
                .collect(Collectors.toSet());
    }
}
