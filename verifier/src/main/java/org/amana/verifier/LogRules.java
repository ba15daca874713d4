package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold between the entries of a log: it begins with its own genesis; time never runs back; an access
/// names a known policy set, rules that decide so, and a purpose that covers it, its day's volume included; amounts
/// add up; nothing follows a seal. Feed it every entry in order. For one thread.
final class LogRules {
    private static final Set<String> SERVICES = Set.of(
            "blob", "search", "vision", "video", "translate", "document", "assistant", "compute", "admin", "oversight");
    private static final Set<String> ACTIONS =
            Set.of("read", "write", "list", "delete", "analyze", "search", "export", "admin");
    private static final Set<String> PURPOSE_STATES = Set.of("proposed", "active", "ended");
    private static final Set<String> CREDENTIAL_STATES = Set.of("active", "ended");
    private static final Set<String> APPROVAL_STATES = Set.of("asked", "granted", "refused");
    private static final Set<String> SHREDDED = Set.of("actor", "object");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /// A policy set is called by so many digits of its digest.
    private static final int POLICY_DIGITS = 16;

    /// What the operator notes when the server's data were put back from a backup begins so.
    private static final String RESTORED = "restored";

    private static final long EACH_BOX_IN_USE = 96;
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

    /// A container, by its pseudonym.
    static final class Box {
        private static final long NEVER = Long.MIN_VALUE;

        private final byte[] account;
        private long stored;
        private long deleted = NEVER; // when something was deleted last: perhaps it, itself
        private long written = NEVER; // when something was first stored since then
        private long writtenBy; // the entry that says so

        Box(byte[] account) {
            this.account = account;
        }

        void deleted(long seconds) {
            deleted = seconds;
            written = NEVER;
        }

        void stored(long index, long seconds) {
            if (deleted != NEVER && written == NEVER && seconds > deleted + Terms.GRACE_SECONDS) {
                written = seconds;
                writtenBy = index;
            }
        }

        void voided(long ref) {
            if (written != NEVER && writtenBy == ref) {
                written = NEVER;
            }
        }

        /// Whether it may have been gone already when an entry came of an access that had been decided before: taking
        /// a body in may last. Where something was stored since, and not voided within a minute, it was there.
        boolean mayBeGoneAt(long seconds) {
            return deleted != NEVER && (written == NEVER || written >= seconds - Terms.GRACE_SECONDS);
        }

        /// Whether it may have been deleted since an access that had been decided when its entry came.
        boolean mayBeGoneSince(long seconds) {
            return deleted >= seconds - Terms.GRACE_SECONDS;
        }
    }

    /// More boxes are in use, it seems, than a purpose covers. Some of them may have been gone when they were
    /// written to: then a void says so.
    ///
    /// @param most how many of these writes may stand
    private record Crowd(long index, String what, int most, List<Use.Write> unsure) {}

    /// A purpose: its terms, which change, and its use, which goes on.
    private record Purpose(Terms terms, Use use) {
        /// About how many bytes of memory it takes.
        long weight() {
            return terms.weight() + Use.WEIGHT;
        }
    }

    /// More was used, it seems, than a purpose has in a day. What voids give back is known later.
    private static final class Doubt {
        private final long index;
        private final String purpose;
        private final Use use;
        private final long day;
        private final String allowed;
        private long bytes;
        private long objects;

        Doubt(long index, String purpose, Use use) {
            this.index = index;
            this.purpose = purpose;
            this.use = use;
            day = use.day();
            allowed = allowance(use.bytes(), "bytes") + " and " + allowance(use.objects(), "objects");
            bytes = use.bytes().beyond();
            objects = use.objects().beyond();
        }

        private static String allowance(Volume volume, String unit) {
            return volume.base() == Volume.UNLIMITED ? "any number of " + unit : volume.base() + " " + unit;
        }

        boolean holds() {
            return bytes > 0 || objects > 0;
        }

        @Override
        public String toString() {
            return "purpose " + purpose + " has used more by here than it may on " + LocalDate.ofEpochDay(day)
                    + " (UTC), by "
                    + Math.max(0, bytes) + " bytes and " + Math.max(0, objects) + " objects: it published " + allowed
                    + " a day, and the approvals cited do not cover the rest";
        }
    }

    private final String origin;
    private final String key;
    private final Objections objections;
    private final EntryParser parser = new EntryParser();
    private final TextTable<Boolean> services = tableOf(SERVICES);
    private final TextTable<Boolean> actions = tableOf(ACTIONS);
    private final TextTable<String> policies = new TextTable<>(digest -> 56L + digest.length()); // digest by id
    private final TextTable<Purpose> purposes = new TextTable<>(Purpose::weight);
    private final TextTable<byte[]> accounts = new TextTable<>(account -> 24L + account.length);
    private final Citations citations = new Citations();
    private final Approvals approvals = new Approvals();
    private final Credentials credentials = new Credentials();
    private final TextTable<Box> boxes = new TextTable<>(_ -> 72);
    private final TextTable<long[]> units = new TextTable<>(_ -> 24);
    private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
    private final IndexSet voided = new IndexSet();
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Crowd> crowds = new ArrayList<>();
    private List<Claim> claims = new ArrayList<>();
    private long boxesInUse;
    private int restores;
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
    ///
    /// @param compare run when a day is over and `void` entries are still to be compared with what they name: what
    ///     the day had used over its limit is taken from approvals then
    void take(long index, byte[] bytes, int from, int length, Runnable compare) {
        Kind kind;
        try {
            kind = parser.parse(bytes, from, length);
        } catch (MalformedException e) {
            objections.object(index, "not a canonical entry: " + e.message());
            return;
        }
        if (!claims.isEmpty() && parser.number(kind.timePosition()) / DAY > time / DAY) {
            compare.run();
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
            case SHRED ->
                require(index, SHREDDED.contains(parser.entry().text("what")), "unknown kind of what was shredded");
            case SEAL -> sealed = true;
            case CONTRACT, STATEMENT, CONCERN, GAP -> {}
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

    /// Whether a purpose may have used too much, which shows when the `void` entries so far have been compared.
    boolean doubtful() {
        return !doubts.isEmpty();
    }

    /// The `void` entry at `index` takes back what the access that `access` has just read would have stored. What it
    /// released, and the objects of which that was, nothing takes back.
    void takeBack(long index, EntryParser access) {
        Purpose purpose =
                purposes.find(access.source(), access.valueFrom(Places.ACCESS_PUR), access.valueTo(Places.ACCESS_PUR));
        if (purpose == null) {
            return;
        }
        long bytes = access.number(Places.ACCESS_IN);
        long objects = access.number(Places.ACCESS_OUT) == 0 ? objects(access) : 0;
        purpose.use().giveBack(access.number(Places.ACCESS_T), bytes, objects, Citations.approval(access));
        for (Doubt doubt : doubts) {
            if (doubt.use == purpose.use() && doubt.index > index) {
                doubt.bytes -= bytes;
                doubt.objects -= objects;
            }
        }
    }

    /// Objects to what is still too much.
    ///
    /// @param known whether every `void` entry so far was compared with what it names
    void settle(boolean known) {
        for (Doubt doubt : doubts) {
            if (known && doubt.holds() && !doubt.use.told(doubt.day)) {
                doubt.use.tell(doubt.day);
                objections.object(doubt.index, doubt.toString());
            }
        }
        doubts.clear();
    }

    /// Every entry was taken in: objects where what was written to a box too many was never voided. What was written
    /// in the last minute may still be.
    void finish() {
        for (Crowd crowd : crowds) {
            long standing = crowd.unsure().stream()
                    .filter(write -> !voided.contains(write.index()))
                    .filter(write -> write.seconds() < time - Terms.GRACE_SECONDS)
                    .count();
            if (standing > crowd.most()) {
                objections.object(crowd.index(), crowd.what());
            }
        }
        crowds.clear();
    }

    /// About how many bytes of memory it takes to know every box, purpose, policy set, unit, approval and credential
    /// so far.
    long weight() {
        return boxes.weight()
                + accounts.weight()
                + purposes.weight()
                + policies.weight()
                + units.weight()
                + approvals.weight()
                + credentials.weight()
                + boxesInUse * EACH_BOX_IN_USE;
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
        object(index, citations.allowing(parser));
        Purpose purpose = purposeAt(Places.ACCESS_PUR);
        String objection = purpose == null
                ? "has no purpose entry before it"
                : purpose.terms().objection(parser);
        if (objection != null) {
            objections.object(index, "purpose " + parser.text(Places.ACCESS_PUR) + " " + objection);
        }
        if (purpose != null) {
            use(index, purpose);
        }
        if (!parser.textIsEmpty(Places.ACCESS_BOX)) {
            Box box = store(index, Places.ACCESS_ACCT, Places.ACCESS_BOX, parser.number(Places.ACCESS_DST));
            if (purpose != null && movedAnything()) {
                enter(index, purpose, box);
            }
            if (parser.textIs(Places.ACCESS_ACT, Places.DELETE)) {
                box.deleted(parser.number(Places.ACCESS_T));
            } else if (parser.number(Places.ACCESS_DST) != 0) {
                box.stored(index, parser.number(Places.ACCESS_T));
            }
        } else if (parser.number(Places.ACCESS_DST) != 0) {
            objections.object(index, "changes stored bytes outside any box");
        }
    }

    /// Holds an access against the account of its purpose and the volume of its day.
    private void use(long index, Purpose purpose) {
        Use use = purpose.use();
        byte[] account = use.account();
        if (account == null) {
            use.reachInto(account(Places.ACCESS_ACCT));
        } else if (!parser.textIs(Places.ACCESS_ACCT, account)) {
            objections.object(
                    index,
                    "purpose " + parser.text(Places.ACCESS_PUR) + " is one of account "
                            + new String(account, StandardCharsets.US_ASCII) + " and reaches into another");
        }
        long seconds = parser.number(Places.ACCESS_T);
        boolean approved = Citations.approval(parser);
        if (approved) {
            cite(index, seconds, use);
        }
        if (use.count(purpose.terms(), seconds, bytes(parser), objects(parser), approved)) {
            doubts.add(new Doubt(index, parser.text(Places.ACCESS_PUR), use));
        }
    }

    private void cite(long index, long seconds, Use use) {
        String purpose = parser.text(Places.ACCESS_PUR);
        for (String rule : parser.texts(Places.ACCESS_RULE)) {
            if (rule.startsWith(Citations.APPROVAL)) {
                object(index, approvals.cite(rule.substring(Citations.APPROVAL.length()), purpose, seconds, use));
            }
        }
    }

    private void enter(long index, Purpose purpose, Box box) {
        Use use = purpose.use();
        Terms terms = purpose.terms();
        Use.Write write = new Use.Write(index, parser.number(Places.ACCESS_T));
        boolean stores = parser.number(Places.ACCESS_DST) != 0 && !parser.textIs(Places.ACCESS_ACT, Places.DELETE);
        int before = use.boxes();
        use.leaveThoseVoided(voided);
        boolean known = use.knows(box);
        boolean crowded = use.enter(box, terms, write, stores, restores);
        if (crowded) {
            String what = "purpose " + parser.text(Places.ACCESS_PUR) + " covers " + terms.boxes() + " boxes and uses "
                    + use.boxes();
            List<Use.Write> unsure = use.unsure();
            int most = (int) terms.boxes() - use.boxes() + unsure.size();
            if (most < 0) {
                objections.object(index, what);
            } else if (!known) {
                crowds.add(new Crowd(index, what, most, unsure));
            }
        }
        boxesInUse += use.boxes() - before;
    }

    /// What failed moved nothing, and may name a box that is gone since it was decided.
    private boolean movedAnything() {
        return bytes(parser) > 0 || objects(parser) > 0;
    }

    private static long bytes(EntryParser access) {
        return access.number(Places.ACCESS_IN) + access.number(Places.ACCESS_OUT);
    }

    private static long objects(EntryParser access) {
        return Fields.objects(
                access.source(), access.valueFrom(Places.ACCESS_UNITS), access.valueTo(Places.ACCESS_UNITS));
    }

    private void deniedAccess(long index) {
        object(index, citations.denying(parser));
        if (!parser.textIsEmpty(Places.ACCESS_PUR) && purposeAt(Places.ACCESS_PUR) == null) {
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
        store(index, Places.VOID_ACCT, Places.VOID_BOX, parser.number(Places.VOID_DST))
                .voided(ref);
    }

    private void purpose(long index) {
        require(index, PURPOSE_STATES.contains(parser.text(Places.PURPOSE_STATE)), "unknown state of a purpose");
        commitments(index, Places.PURPOSE_SD);
        byte[] bytes = parser.source();
        int from = parser.valueFrom(Places.PURPOSE_PUR);
        int to = parser.valueTo(Places.PURPOSE_PUR);
        require(index, from < to, "a purpose without an id");
        Purpose known = purposes.find(bytes, from, to);
        Terms before = known == null ? null : known.terms();
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
        require(index, now.boxes() >= 0, "boxes is a count or all");
        String forgotten = before == null ? null : before.practiceForgottenBy(now);
        require(index, forgotten == null, "the practice " + forgotten + " that was found is not named any more");
        purposes.put(bytes, from, to, new Purpose(now, known == null ? new Use() : known.use()));
    }

    /// A set is named by what it contains, so it never comes to contain something else.
    private void policy(long index, Entry entry) {
        String id = entry.text("pol");
        String digest = entry.text("digest");
        require(
                index,
                SHA_256.matcher(digest).matches() && id.equals("ps-" + digest.substring(0, POLICY_DIGITS)),
                "policy set " + id + " is not called by its digest, which is " + digest);
        String before = policies.find(id);
        require(
                index,
                before == null || before.equals(digest),
                "policy set " + id + " had the digest " + before + " before");
        policies.put(id, digest);
    }

    private void genesis(long index, Entry entry) {
        require(index, entry.text("origin").equals(origin), "the log began as " + entry.text("origin"));
        require(index, entry.text("vkey").equals(key), "the log began with the key " + entry.text("vkey"));
    }

    private void credential(long index, Entry entry) {
        commitments(index, Kind.CREDENTIAL.position("sd"));
        Purpose purpose = requirePurpose(index, entry);
        String state = entry.text("state");
        require(index, CREDENTIAL_STATES.contains(state), "unknown state of a credential");
        Long life = CREDENTIAL_LIVES.get(entry.text("type"));
        require(index, life != null, "unknown type of a credential");
        boolean tooLong = life != null && entry.number("exp") > entry.seconds() + life;
        require(index, !tooLong, "a credential that lives longer than one of type " + entry.text("type") + " may");
        boolean over = state.equals("ended");
        object(index, credentials.take(entry.text("cred"), over));
        if (purpose != null && !over) {
            String objection = purpose.terms().objectionToCredential(entry.seconds(), entry.number("exp"));
            require(
                    index,
                    objection == null,
                    "issues a credential for purpose " + entry.text("pur") + ", which " + objection);
        }
    }

    private void approval(long index, Entry entry) {
        commitments(index, Kind.APPROVAL.position("sd"));
        requirePurpose(index, entry);
        String state = entry.text("state");
        require(index, APPROVAL_STATES.contains(state), "unknown state of an approval");
        boolean tooLong = entry.number("exp") > entry.seconds() + MAX_APPROVAL_SECONDS;
        require(index, !tooLong, "an approval holds for 72 hours at most");
        object(index, state.equals("asked") ? approvals.ask(entry) : approvals.vote(entry, state.equals("granted")));
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
        require(index, SERVICES.contains(entry.text("svc")), "unknown service");
        if (entry.text("reason").startsWith(RESTORED)) {
            restores++;
            approvals.restored();
            credentials.restored();
        }
    }

    private @Nullable Purpose requirePurpose(long index, Entry entry) {
        Purpose purpose = purposes.find(entry.text("pur"));
        require(index, purpose != null, "purpose " + entry.text("pur") + " has no purpose entry before it");
        return purpose;
    }

    private Box store(long index, int accountPosition, int boxPosition, long change) {
        byte[] bytes = parser.source();
        int from = parser.valueFrom(boxPosition);
        int to = parser.valueTo(boxPosition);
        Box box = boxes.find(bytes, from, to);
        if (box == null) {
            box = new Box(account(accountPosition));
            boxes.put(bytes, from, to, box);
        }
        if (!parser.textIs(accountPosition, box.account)) {
            objections.object(index, "box " + parser.text(boxPosition) + " stood in another account before");
        }
        box.stored = plus(index, box.stored, change);
        if (box.stored < 0) {
            objections.object(index, "box " + parser.text(boxPosition) + " would hold " + box.stored + " bytes");
        }
        return box;
    }

    /// The account at `position`, the same array for all that name it.
    private byte[] account(int position) {
        byte[] bytes = parser.source();
        int from = parser.valueFrom(position);
        int to = parser.valueTo(position);
        byte[] account = accounts.find(bytes, from, to);
        if (account == null) {
            account = Arrays.copyOfRange(bytes, from, to);
            accounts.put(bytes, from, to, account);
        }
        return account;
    }

    private void commitments(long index, int position) {
        object(index, Fields.commitments(parser.source(), parser.valueFrom(position), parser.valueTo(position)));
    }

    private @Nullable Purpose purposeAt(int position) {
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
