package org.amana.verifier;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What must hold between the entries of a log (`docs/formats/ledger-entry.md`, rules between entries). It
/// begins with its own genesis, time never runs back and nothing follows a seal; amounts add up. Every other
/// rule has a class of its own, which hears of the kinds of entry that it is about: [PolicySets],
/// [PurposeRules], [BoxRules], [VoidRules], [CredentialRules], [ApprovalRules], [DayVolumes].
///
/// Feed it every entry in order. For one thread. What it keeps is counted in [#weight()], and what it does
/// for an entry does not grow with what it keeps: neither depends on who kept the log.
final class LogRules {
    private static final Set<String> SERVICES = Set.of(
            "blob", "search", "vision", "video", "translate", "document", "assistant", "compute", "admin", "oversight");
    private static final Set<String> ACTIONS =
            Set.of("read", "write", "list", "delete", "analyze", "search", "export", "admin");
    private static final Set<String> SHREDDED = Set.of("actor", "object");

    private final String origin;
    private final String key;
    private final Objections objections;
    private final EntryParser parser = new EntryParser();
    private final TextTable<Boolean> services = tableOf(SERVICES);
    private final TextTable<Boolean> actions = tableOf(ACTIONS);
    private final Citations citations = new Citations();
    private final Accounts accounts = new Accounts();
    private final PolicySets policies;
    private final PurposeRules purposes;
    private final BoxRules boxes;
    private final VoidRules voids;
    private final CredentialRules credentials;
    private final ApprovalRules approvals;
    private final DayVolumes volumes;
    private final Restores restores = new Restores();
    private final TextTable<long[]> units = new TextTable<>(_ -> 24);
    private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
    private long time;
    private long before; // the time of the entry before the one at hand
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
        policies = new PolicySets(objections);
        purposes = new PurposeRules(objections, accounts);
        boxes = new BoxRules(objections, accounts);
        voids = new VoidRules(objections);
        credentials = new CredentialRules(objections, purposes);
        approvals = new ApprovalRules(objections, purposes);
        volumes = new DayVolumes(objections, purposes, approvals);
    }

    /// Takes in the entry `bytes[from, from + length)`, which stands at `index`.
    ///
    /// @param compare run when a day is over and `void` entries are still to be compared with what they name:
    ///     what the day had used over its limit is taken from approvals then
    void take(long index, byte[] bytes, int from, int length, Runnable compare) {
        Kind kind;
        try {
            kind = parser.parse(bytes, from, length);
        } catch (MalformedException e) {
            objections.object(index, "not a canonical entry: " + e.message());
            return;
        }
        if (voids.claims() > 0 && Seconds.dayOf(parser.number(kind.timePosition())) > Seconds.dayOf(time)) {
            compare.run();
        }
        kinds.computeIfAbsent(kind, _ -> new long[1])[0]++;
        checkOrder(index, kind);
        switch (kind) {
            case ACCESS -> access(index);
            case VOID -> voided(index);
            case PURPOSE -> purposes.take(index, parser);
            case GENESIS -> genesis(index, parser.entry());
            case POLICY -> policies.take(index, parser.entry());
            case CREDENTIAL -> credentials.take(index, parser);
            case APPROVAL -> approvals.take(index, parser);
            case REVIEW -> review(index);
            case REPORT -> report(index, parser.entry());
            case OPERATOR -> operator(index, parser.entry());
            case SHRED -> shred(index, parser.entry());
            case SEAL -> sealed = true;
            case CONTRACT, STATEMENT, CONCERN, GAP -> {}
        }
    }

    /// The `void` entries so far, which are to be compared with what they name.
    VoidRules voids() {
        return voids;
    }

    /// What each purpose used in a day.
    DayVolumes volumes() {
        return volumes;
    }

    /// Every entry was taken in: objects to what only then is known not to hold.
    void finish() {
        boxes.finish(voids, time);
    }

    /// What is worth knowing and proves nothing.
    List<String> notes() {
        List<String> notes = restores.notes();
        credentials.note().ifPresent(notes::add);
        return notes;
    }

    /// The `t` of the last entry; 0 before the first.
    long time() {
        return time;
    }

    /// About how many bytes of memory it takes to know every box, purpose, policy set, unit, approval and
    /// credential so far, and every suspicion that is still to be settled.
    long weight() {
        return boxes.weight()
                + accounts.weight()
                + purposes.weight()
                + policies.weight()
                + units.weight()
                + approvals.weight()
                + credentials.weight();
    }

    Totals totals() {
        Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
        kinds.forEach((kind, count) -> byKind.put(kind, count[0]));
        SortedMap<String, Long> metered = new TreeMap<>();
        units.forEach((name, sum) -> metered.put(name, sum[0]));
        return new Totals(byKind, allowed, denied, in, out, metered, boxes.stored());
    }

    private void checkOrder(long index, Kind kind) {
        objections.require(
                index, (index == 0) == (kind == Kind.GENESIS), "a log has one genesis entry, and it is the first");
        objections.require(index, !sealed, "follows the seal");
        long t = parser.number(kind.timePosition());
        if (t < time) {
            objections.object(index, "time runs back from " + time + " to " + t);
        }
        before = time;
        time = Math.max(time, t);
    }

    private void access(long index) {
        objections.require(index, knows(services, Places.ACCESS_SVC), "unknown service");
        objections.require(index, knows(actions, Places.ACCESS_ACT), "unknown action");
        policies.access(index, parser);
        objections.objectTo(index, Fields.commitments(parser, Places.ACCESS_SD));
        objections.objectTo(index, Fields.units(parser, Places.ACCESS_UNITS, units));
        if (parser.textIs(Places.ACCESS_DEC, Places.ALLOW)) {
            allowed++;
            allowedAccess(index);
        } else if (parser.textIs(Places.ACCESS_DEC, Places.DENY)) {
            denied++;
            deniedAccess(index);
        } else {
            objections.object(index, "a decision is allow or deny");
        }
        in = objections.add(index, in, parser.number(Places.ACCESS_IN));
        out = objections.add(index, out, parser.number(Places.ACCESS_OUT));
    }

    private void allowedAccess(long index) {
        objections.objectTo(index, citations.allowing(parser));
        Purpose purpose = purposes.allowing(index, parser);
        if (purpose != null) {
            credentials.allowing(index, purpose, parser, parser.number(Places.ACCESS_T) == before);
            volumes.use(index, purpose, parser);
        }
        boxes.access(index, purpose, parser);
    }

    private void deniedAccess(long index) {
        objections.objectTo(index, citations.denying(parser));
        purposes.denying(index, parser);
        objections.require(
                index,
                parser.number(Places.ACCESS_OUT) == 0 && parser.number(Places.ACCESS_DST) == 0,
                "a denied access released or changed bytes");
    }

    private void voided(long index) {
        voids.take(index, parser);
        boxes.voided(index, parser);
    }

    private void genesis(long index, Entry entry) {
        objections.require(index, entry.text("origin").equals(origin), "the log began as " + entry.text("origin"));
        objections.require(index, entry.text("vkey").equals(key), "the log began with the key " + entry.text("vkey"));
    }

    private void review(long index) {
        objections.objectTo(index, Fields.commitments(parser, Places.REVIEW_SD));
        objections.require(index, parser.entry().number("ref") < index, "reviews what does not stand before it");
    }

    private void report(long index, Entry entry) {
        boolean inside = entry.number("from") <= entry.number("to") && entry.number("to") <= index;
        objections.require(index, inside, "reports on entries that do not stand before it");
    }

    private void shred(long index, Entry entry) {
        objections.require(index, SHREDDED.contains(entry.text("what")), "unknown kind of what was shredded");
    }

    private void operator(long index, Entry entry) {
        objections.require(index, entry.number("count") > 0, "counts nothing");
        objections.require(
                index, entry.number("since") <= entry.seconds(), "counts from a moment that is still to come");
        objections.require(index, SERVICES.contains(entry.text("svc")), "unknown service");
        if (Restores.tells(entry)) {
            restores.take(index, entry, before);
            boxes.restored();
            approvals.restored();
            credentials.restored();
        }
    }

    private boolean knows(TextTable<?> table, int position) {
        return table.find(parser.source(), parser.valueFrom(position), parser.valueTo(position)) != null;
    }

    private static TextTable<Boolean> tableOf(Set<String> texts) {
        TextTable<Boolean> table = new TextTable<>(_ -> 0);
        texts.forEach(text -> table.put(text, true));
        return table;
    }
}
