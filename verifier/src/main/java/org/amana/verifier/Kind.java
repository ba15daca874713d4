package org.amana.verifier;

import static org.amana.verifier.Field.Form.COUNT;
import static org.amana.verifier.Field.Form.NUMBER;
import static org.amana.verifier.Field.Form.TEXT;
import static org.amana.verifier.Field.Form.TEXTS;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The kinds of entry, each with its closed set of keys: an entry of the kind has all of them and no other.
/// What each key means stands in `docs/formats/ledger-entry.md`.
@SuppressWarnings(
        "ImmutableEnumChecker") // lists are unmodifiable; the arrays never leave the package and are not written
public enum Kind {
    /// The first entry of every log, and only the first.
    GENESIS(text("origin"), count("shard"), text("vkey")),
    /// A policy set came into force under an id.
    POLICY(text("digest"), text("pol")),
    /// A purpose was proposed, activated, changed or ended; the terms that a verifier needs stand in it.
    PURPOSE(
            texts("acts"),
            text("basis"),
            text("boxes"),
            count("bytes"),
            texts("classes"),
            text("dpv"),
            count("exp"),
            texts("feats"),
            count("objects"),
            texts("practices"),
            text("pur"),
            texts("sd"),
            text("state"),
            texts("svcs"),
            count("ver")),
    /// A credential for one purpose was issued or ended.
    CREDENTIAL(text("cred"), count("exp"), text("pur"), texts("sd"), text("state"), text("type")),
    /// One request, allowed or denied.
    ACCESS(
            text("acct"),
            text("act"),
            text("box"),
            text("dec"),
            number("dst"),
            texts("feat"),
            count("in"),
            count("out"),
            text("pol"),
            text("pur"),
            texts("rule"),
            texts("sd"),
            text("svc"),
            texts("units")),
    /// The change of stored bytes that an earlier access announced did not happen.
    VOID(text("acct"), text("box"), number("dst"), count("ref"), text("why")),
    /// An approval of something that a purpose may not do alone was asked for, granted or refused.
    APPROVAL(text("apr"), count("bytes"), count("exp"), count("objects"), text("pur"), texts("sd"), text("state")),
    /// A person reviewed an earlier entry.
    REVIEW(count("ref"), text("result"), texts("sd")),
    /// The link between a person or a blob and its entries was destroyed.
    SHRED(count("count"), text("what")),
    /// A contract was concluded, changed or ended.
    CONTRACT(text("con"), text("digest"), count("exp"), text("state")),
    /// A public claim was made, corrected or withdrawn.
    STATEMENT(text("digest"), text("state"), text("stm")),
    /// An ethics concern moved on.
    CONCERN(text("cnc"), count("due"), text("state")),
    /// A transparency report over a range of entries was published.
    REPORT(text("digest"), count("from"), text("rep"), count("to")),
    /// Requests that could not be attributed to anyone, folded; or an act of the operator.
    OPERATOR(count("count"), text("reason"), count("since"), text("svc")),
    /// Bytes that nobody had been answered for were cut from the write-ahead file.
    GAP(count("bytes"), text("why")),
    /// The log ends here; another may go on.
    SEAL(text("next"));

    private static final List<Kind> KINDS = List.of(values());

    private final String label;
    private final List<Field> fields;
    private final byte[] labelBytes;
    private final byte[][] keyBytes;
    private final byte[][] leads;
    private final Field.Form[] forms;
    private final int labelPosition;
    private final int timePosition;
    private final int versionPosition;

    Kind(Field... own) {
        List<Field> all = new ArrayList<>(List.of(own));
        all.add(text("kind"));
        all.add(count("t"));
        all.add(count("v"));
        all.sort(Comparator.comparing(Field::key));
        label = name().toLowerCase(Locale.ROOT);
        fields = List.copyOf(all);
        labelBytes = label.getBytes(StandardCharsets.US_ASCII);
        keyBytes = fields.stream()
                .map(field -> field.key().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        leads = fields.stream().map(this::lead).toArray(byte[][]::new);
        forms = fields.stream().map(Field::form).toArray(Field.Form[]::new);
        labelPosition = position("kind");
        timePosition = position("t");
        versionPosition = position("v");
    }

    private byte[] lead(Field field) {
        String before = field.equals(fields.getFirst()) ? "{" : ",";
        String value = switch (field.form()) {
            case TEXT -> "\"";
            case TEXTS -> "[";
            case COUNT, NUMBER -> "";
        };
        return (before + "\"" + field.key() + "\":" + value).getBytes(StandardCharsets.US_ASCII);
    }

    /// How the kind is written in an entry.
    public String label() {
        return label;
    }

    /// All fields, `kind`, `t` and `v` included, in the order of their keys.
    public List<Field> fields() {
        return fields;
    }

    /// Where `key` stands among the fields.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such key
    public int position(String key) {
        for (int position = 0; position < fields.size(); position++) {
            if (fields.get(position).key().equals(key)) {
                return position;
            }
        }
        throw new IllegalArgumentException("an entry of kind " + label + " has no key " + key);
    }

    public boolean has(String key) {
        for (Field field : fields) {
            if (field.key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    static List<Kind> all() {
        return KINDS;
    }

    /// Where `kind` stands among the fields.
    int labelPosition() {
        return labelPosition;
    }

    /// Where `t` stands among the fields.
    int timePosition() {
        return timePosition;
    }

    /// Where `v` stands among the fields.
    int versionPosition() {
        return versionPosition;
    }

    /// The label in ASCII; not to be changed.
    byte[] labelBytes() {
        return labelBytes;
    }

    /// The key at `position` in ASCII; not to be changed.
    byte[] keyBytes(int position) {
        return keyBytes[position];
    }

    /// All that stands between the value before and the value at `position`: bracket or comma, key, colon, and the
    /// opening of a text or an array; not to be changed.
    byte[] lead(int position) {
        return leads[position];
    }

    /// The form of the value at `position`.
    Field.Form form(int position) {
        return forms[position];
    }

    private static Field text(String key) {
        return new Field(key, TEXT);
    }

    private static Field count(String key) {
        return new Field(key, COUNT);
    }

    private static Field number(String key) {
        return new Field(key, NUMBER);
    }

    private static Field texts(String key) {
        return new Field(key, TEXTS);
    }
}
