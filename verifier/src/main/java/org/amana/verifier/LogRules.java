package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What must hold between the entries of a log: it begins with its own genesis; time never runs back; an access
/// names a known policy set and a purpose that covers it; amounts add up; nothing follows a seal. Feed it every
/// entry in order. For one thread.
final class LogRules {
    private static final Set<String> SERVICES = Set.of(
            "blob", "search", "vision", "video", "translate", "document", "assistant", "compute", "admin", "oversight");
    private static final Set<String> ACTIONS =
            Set.of("read", "write", "list", "delete", "analyze", "search", "export", "admin");
    private static final Set<String> PURPOSE_STATES = Set.of("proposed", "active", "ended");
    private static final Set<String> CREDENTIAL_STATES = Set.of("active", "ended");
    private static final Set<String> APPROVAL_STATES = Set.of("asked", "granted", "refused");
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long MAX_PURPOSE_SECONDS = 366 * DAY;
    private static final long MAX_APPROVAL_SECONDS = 72 * HOUR;
    /// The longest life of a credential, in seconds, by its type.
    private static final Map<String, Long> CREDENTIAL_LIVES = Map.of(
            "access-key", 90 * DAY,
            "sas", 7 * DAY,
            "admission", 90 * DAY,
            "token", 30 * HOUR,
            "session", 12 * HOUR,
            "internal", MAX_PURPOSE_SECONDS,
            "anonymous", MAX_PURPOSE_SECONDS);

    /// Hears of everything that does not hold.
    interface Objections {
        void object(long index, String what);
    }

    /// A `void` entry that is still to be compared with the access it names.
    record Claim(long index, long ref, String account, String box, long stored) {}

    private static final class Box {
        final byte[] account;
        long stored;

        Box(byte[] account) {
            this.account = account;
        }
    }

    private final String origin;
    private final String key;
    private final Objections objections;
    private final EntryParser parser = new EntryParser();
    private final TextTable<Boolean> services = tableOf(SERVICES);
    private final TextTable<Boolean> actions = tableOf(ACTIONS);
    private final TextTable<String> policies = new TextTable<>(digest -> 56L + digest.length()); // digest by id
    private final TextTable<Terms> purposes = new TextTable<>(Terms::weight);
    private final TextTable<Box> boxes = new TextTable<>(box -> 40L + box.account.length);
    private final TextTable<long[]> units = new TextTable<>(_ -> 24);
    private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
    private final IndexSet voided = new IndexSet();
    private List<Claim> claims = new ArrayList<>();
    private long time;
    private boolean sealed;
    private long allowed;
    private long denied;
    private long in;
    private long out;

    /// @param origin of the log
    /// @param key its verifier key, in its spelling
    LogRules(String origin, String key, Objections objections) {
        this.origin = origin;
        this.key = key;
        this.objections = objections;
    }

    /// Takes in the entry `bytes[from, from + length)`, which stands at `index`.
    void take(long index, byte[] bytes, int from, int length) {
        Kind kind;
        try {
            kind = parser.parse(bytes, from, length);
        } catch (MalformedException e) {
            objections.object(index, "not a canonical entry: " + e.message());
            return;
        }
        kinds.computeIfAbsent(kind, _ -> new long[1])[0]++;
        checkOrder(index, kind);
        switch (kind) {
            case ACCESS -> access(index);
            case VOID -> voided(index);
            case PURPOSE -> purpose(index);
            case GENESIS -> genesis(index, parser.entry());
            case POLICY -> policy(index, parser.entry());
            case CREDENTIAL -> credential(index, parser.entry());
            case APPROVAL -> approval(index, parser.entry());
            case REVIEW -> review(index, parser.entry());
            case REPORT -> report(index, parser.entry());
            case OPERATOR -> operator(index, parser.entry());
            case SEAL -> sealed = true;
            case SHRED, CONTRACT, STATEMENT, CONCERN, GAP -> {}
        }
    }

    /// How many `void` entries wait to be compared with what they name.
    int claims() {
        return claims.size();
    }

    /// The `void` entries since the last call, in order.
    List<Claim> takeClaims() {
        List<Claim> taken = claims;
        claims = new ArrayList<>();
        return taken;
    }

    /// About how many bytes of memory it takes to know every box, purpose, policy set and unit so far.
    long weight() {
        return boxes.weight() + purposes.weight() + policies.weight() + units.weight();
    }

    Totals totals() {
        Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
        kinds.forEach((kind, count) -> byKind.put(kind, count[0]));
        SortedMap<String, Long> metered = new TreeMap<>();
        units.forEach((name, sum) -> metered.put(name, sum[0]));
        SortedMap<String, Long> stored = new TreeMap<>();
        boxes.forEach(
                (name, box) -> stored.put(new String(box.account, StandardCharsets.US_ASCII) + "/" + name, box.stored));
        return new Totals(byKind, allowed, denied, in, out, metered, stored);
    }

    private void checkOrder(long index, Kind kind) {
        if ((index == 0) != (kind == Kind.GENESIS)) {
            objections.object(index, "a log has one genesis entry, and it is the first");
        }
        if (sealed) {
            objections.object(index, "follows the seal");
        }
        long t = parser.number(kind.timePosition());
        if (t < time) {
            objections.object(index, "time runs back from " + time + " to " + t);
        }
        time = Math.max(time, t);
    }

    private void access(long index) {
        byte[] bytes = parser.source();
        require(index, knows(services, Places.ACCESS_SVC), "unknown service");
        require(index, knows(actions, Places.ACCESS_ACT), "unknown action");
        require(index, knows(policies, Places.ACCESS_POL), "no policy entry before it has this policy set");
        commitments(index, Places.ACCESS_SD);
        object(
                index,
                Fields.units(bytes, parser.valueFrom(Places.ACCESS_UNITS), parser.valueTo(Places.ACCESS_UNITS), units));
        if (parser.textIs(Places.ACCESS_DEC, Places.ALLOW)) {
            allowed++;
            allowedAccess(index);
        } else if (parser.textIs(Places.ACCESS_DEC, Places.DENY)) {
            denied++;
            deniedAccess(index);
        } else {
            objections.object(index, "a decision is allow or deny");
        }
        in = plus(index, in, parser.number(Places.ACCESS_IN));
        out = plus(index, out, parser.number(Places.ACCESS_OUT));
    }

    private void allowedAccess(long index) {
        Terms terms = terms(Places.ACCESS_PUR);
        String objection = terms == null ? "has no purpose entry before it" : terms.objection(parser);
        if (objection != null) {
            objections.object(index, "purpose " + parser.text(Places.ACCESS_PUR) + " " + objection);
        }
        if (!parser.textIsEmpty(Places.ACCESS_BOX)) {
            store(index, Places.ACCESS_ACCT, Places.ACCESS_BOX, parser.number(Places.ACCESS_DST));
        } else if (parser.number(Places.ACCESS_DST) != 0) {
            objections.object(index, "changes stored bytes outside any box");
        }
    }

    private void deniedAccess(long index) {
        if (!parser.textIsEmpty(Places.ACCESS_PUR) && terms(Places.ACCESS_PUR) == null) {
            objections.object(index, "purpose " + parser.text(Places.ACCESS_PUR) + " has no purpose entry before it");
        }
        if (parser.number(Places.ACCESS_OUT) != 0 || parser.number(Places.ACCESS_DST) != 0) {
            objections.object(index, "a denied access released or changed bytes");
        }
    }

    private void voided(long index) {
        long ref = parser.number(Places.VOID_REF);
        if (ref >= index) {
            objections.object(index, "voids entry " + ref + ", which does not stand before it");
        } else if (!voided.add(ref)) {
            objections.object(index, "voids entry " + ref + " a second time");
        }
        claims.add(new Claim(
                index,
                ref,
                parser.text(Places.VOID_ACCT),
                parser.text(Places.VOID_BOX),
                parser.number(Places.VOID_DST)));
        store(index, Places.VOID_ACCT, Places.VOID_BOX, parser.number(Places.VOID_DST));
    }

    private void purpose(long index) {
        require(index, PURPOSE_STATES.contains(parser.text(Places.PURPOSE_STATE)), "unknown state of a purpose");
        commitments(index, Places.PURPOSE_SD);
        byte[] bytes = parser.source();
        int from = parser.valueFrom(Places.PURPOSE_PUR);
        int to = parser.valueTo(Places.PURPOSE_PUR);
        require(index, from < to, "a purpose without an id");
        Terms before = purposes.find(bytes, from, to);
        Terms now = Terms.after(before, parser);
        long expected = before == null ? 1 : before.version() + 1;
        require(
                index,
                now.version() == expected,
                "version " + now.version() + " of a purpose whose next version is " + expected);
        require(index, before == null || !before.ended() || now.ended(), "a purpose that had ended comes back");
        require(
                index,
                parser.number(Places.PURPOSE_EXP) <= parser.number(Places.PURPOSE_T) + MAX_PURPOSE_SECONDS,
                "a purpose is in force for 12 months at most");
        purposes.put(bytes, from, to, now);
    }

    /// A set is named by what it contains, so it never comes to contain something else.
    private void policy(long index, Entry entry) {
        byte[] id = entry.text("pol").getBytes(StandardCharsets.US_ASCII);
        String before = policies.find(id, 0, id.length);
        require(
                index,
                before == null || before.equals(entry.text("digest")),
                "policy set " + entry.text("pol") + " had the digest " + before + " before");
        policies.put(id, 0, id.length, entry.text("digest"));
    }

    private void genesis(long index, Entry entry) {
        require(index, entry.text("origin").equals(origin), "the log began as " + entry.text("origin"));
        require(index, entry.text("vkey").equals(key), "the log began with the key " + entry.text("vkey"));
    }

    private void credential(long index, Entry entry) {
        commitments(index, Kind.CREDENTIAL.position("sd"));
        requirePurpose(index, entry);
        require(index, CREDENTIAL_STATES.contains(entry.text("state")), "unknown state of a credential");
        Long life = CREDENTIAL_LIVES.get(entry.text("type"));
        require(index, life != null, "unknown type of a credential");
        boolean tooLong = life != null && entry.number("exp") > entry.seconds() + life;
        require(index, !tooLong, "a credential that lives longer than one of type " + entry.text("type") + " may");
    }

    private void approval(long index, Entry entry) {
        commitments(index, Kind.APPROVAL.position("sd"));
        requirePurpose(index, entry);
        require(index, APPROVAL_STATES.contains(entry.text("state")), "unknown state of an approval");
        boolean tooLong = entry.number("exp") > entry.seconds() + MAX_APPROVAL_SECONDS;
        require(index, !tooLong, "an approval holds for 72 hours at most");
    }

    private void review(long index, Entry entry) {
        commitments(index, Kind.REVIEW.position("sd"));
        require(index, entry.number("ref") < index, "reviews what does not stand before it");
    }

    private void report(long index, Entry entry) {
        boolean inside = entry.number("from") <= entry.number("to") && entry.number("to") <= index;
        require(index, inside, "reports on entries that do not stand before it");
    }

    private void operator(long index, Entry entry) {
        require(index, entry.number("count") > 0, "counts nothing");
        require(index, entry.number("since") <= entry.seconds(), "counts from a moment that is still to come");
    }

    private void requirePurpose(long index, Entry entry) {
        byte[] purpose = entry.text("pur").getBytes(StandardCharsets.US_ASCII);
        require(
                index,
                purposes.find(purpose, 0, purpose.length) != null,
                "purpose " + entry.text("pur") + " has no purpose entry before it");
    }

    private void store(long index, int accountPosition, int boxPosition, long change) {
        byte[] bytes = parser.source();
        int from = parser.valueFrom(boxPosition);
        int to = parser.valueTo(boxPosition);
        Box box = boxes.find(bytes, from, to);
        if (box == null) {
            box = new Box(parser.text(accountPosition).getBytes(StandardCharsets.US_ASCII));
            boxes.put(bytes, from, to, box);
        }
        if (!parser.textIs(accountPosition, box.account)) {
            objections.object(index, "box " + parser.text(boxPosition) + " stood in another account before");
        }
        box.stored = plus(index, box.stored, change);
        if (box.stored < 0) {
            objections.object(index, "box " + parser.text(boxPosition) + " would hold " + box.stored + " bytes");
        }
    }

    private void commitments(long index, int position) {
        object(index, Fields.commitments(parser.source(), parser.valueFrom(position), parser.valueTo(position)));
    }

    private @Nullable Terms terms(int position) {
        return purposes.find(parser.source(), parser.valueFrom(position), parser.valueTo(position));
    }

    private boolean knows(TextTable<?> table, int position) {
        return table.find(parser.source(), parser.valueFrom(position), parser.valueTo(position)) != null;
    }

    private long plus(long index, long sum, long more) {
        try {
            return Math.addExact(sum, more);
        } catch (ArithmeticException _) {
            objections.object(index, "a sum grows beyond 63 bits");
            return sum;
        }
    }

    private void require(long index, boolean holds, String what) {
        if (!holds) {
            objections.object(index, what);
        }
    }

    private void object(long index, @Nullable String what) {
        if (what != null) {
            objections.object(index, what);
        }
    }

    private static TextTable<Boolean> tableOf(Set<String> texts) {
        TextTable<Boolean> table = new TextTable<>(_ -> 0);
        texts.forEach(text -> table.put(text, true));
        return table;
    }
}
