package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a purpose allowed since one of its entries, and what it allowed before that.
///
/// An access is decided, then its body may be read, then its entry is appended; in between the purpose may
/// change. An entry is therefore held against the terms now, and against those before if they changed within
/// [#GRACE_SECONDS].
final class Terms {
    /// How long an access may rest on terms that have just been replaced, or run out.
    static final long GRACE_SECONDS = 60;

    /// Used by nobody, whatever a purpose says.
    private static final Set<String> NEVER = Set.of("face-identification", "location-tracking", "interception");

    private static final String ALL_BOXES = "all";
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,15}");

    private static final int MAX_BEFORE = 8;
    private static final int EACH = 104;

    /// A reference, an array's head, and what fills up to eight bytes.
    private static final int EACH_TEXT = 28;

    private final boolean active;
    private final boolean ended;
    private final long version;
    private final long expires;
    private final long since;
    private final long bytes;
    private final long objects;
    private final long boxes;
    private final byte[][] services;
    private final byte[][] actions;
    private final byte[][] features;
    private final byte[][] practices;
    private final @Nullable Terms before; // absent for the first, and cut off once it is long past

    private Terms(EntryParser entry, @Nullable Terms before) {
        active = entry.textIs(Places.PURPOSE_STATE, Places.ACTIVE);
        ended = entry.textIs(Places.PURPOSE_STATE, Places.ENDED);
        version = entry.number(Places.PURPOSE_VER);
        expires = entry.number(Places.PURPOSE_EXP);
        since = entry.number(Places.PURPOSE_T);
        bytes = limit(entry.number(Places.PURPOSE_BYTES));
        objects = limit(entry.number(Places.PURPOSE_OBJECTS));
        boxes = boxes(entry.text(Places.PURPOSE_BOXES));
        services = list(entry.texts(Places.PURPOSE_SVCS));
        actions = list(entry.texts(Places.PURPOSE_ACTS));
        features = list(entry.texts(Places.PURPOSE_FEATS));
        practices = list(entry.texts(Places.PURPOSE_PRACTICES));
        this.before = before == null ? null : before.recent(since, MAX_BEFORE);
    }

    private Terms(Terms other, @Nullable Terms before) {
        active = other.active;
        ended = other.ended;
        version = other.version;
        expires = other.expires;
        since = other.since;
        bytes = other.bytes;
        objects = other.objects;
        boxes = other.boxes;
        services = other.services;
        actions = other.actions;
        features = other.features;
        practices = other.practices;
        this.before = before;
    }

    /// The terms after the purpose entry that `entry` has just read.
    static Terms after(@Nullable Terms before, EntryParser entry) {
        return new Terms(entry, before);
    }

    /// About how many bytes of memory they take, those before them included.
    long weight() {
        long own = EACH + weight(services) + weight(actions) + weight(features) + weight(practices);
        return before == null ? own : own + before.weight();
    }

    private static long weight(byte[][] list) {
        long weight = 16;
        for (byte[] one : list) {
            weight += EACH_TEXT + one.length;
        }
        return weight;
    }

    /// Which entry of its purpose made these terms, counted from 1.
    long version() {
        return version;
    }

    /// How many containers it covers; -1 if it says neither that nor `all`.
    long boxes() {
        return boxes;
    }

    /// Whether there are terms that these replaced and that still count.
    boolean isNew(long seconds) {
        return before != null && seconds <= since + GRACE_SECONDS;
    }

    /// How many bytes may be used in the day, by these terms or those that still count.
    long bytesAt(long seconds) {
        long most = bytes;
        for (Terms terms = earlier(seconds); terms != null; terms = terms.earlier(seconds)) {
            most = Math.max(most, terms.bytes);
        }
        return most;
    }

    /// How many objects may be used in the day, by these terms or those that still count.
    long objectsAt(long seconds) {
        long most = objects;
        for (Terms terms = earlier(seconds); terms != null; terms = terms.earlier(seconds)) {
            most = Math.max(most, terms.objects);
        }
        return most;
    }

    /// The terms before these, if they still count; else null.
    private @Nullable Terms earlier(long seconds) {
        return isNew(seconds) ? before : null;
    }

    /// A practice that was found and is not named any more by `later`; null if there is none.
    @Nullable
    String practiceForgottenBy(Terms later) {
        for (byte[] practice : practices) {
            if (!covers(later.practices, practice, 0, practice.length)) {
                return new String(practice, StandardCharsets.US_ASCII);
            }
        }
        return null;
    }

    /// Why no credential can be issued that expires at `expires`; null if one can.
    @Nullable
    String objectionToCredential(long seconds, long credentialExpires) {
        String now = objectionToCredentialNow(seconds, credentialExpires);
        String then = now;
        for (Terms terms = earlier(seconds); then != null && terms != null; terms = terms.earlier(seconds)) {
            then = terms.objectionToCredentialNow(seconds, credentialExpires);
        }
        return then == null ? null : now;
    }

    private @Nullable String objectionToCredentialNow(long seconds, long credentialExpires) {
        if (!active) {
            return "is not active";
        }
        if (seconds > expires + GRACE_SECONDS) {
            return "has expired";
        }
        return credentialExpires > expires ? "expires before its credential" : null;
    }

    /// Whether the purpose is over for good.
    boolean ended() {
        return ended;
    }

    /// These terms with only those predecessors that were still in force shortly before `time`.
    private Terms recent(long time, int most) {
        if (before == null) {
            return this;
        }
        boolean longPast = since + GRACE_SECONDS < time || most == 1;
        return new Terms(this, longPast ? null : before.recent(time, most - 1));
    }

    /// Why the access that `entry` has just read is not covered; null if it is (a hot path: no `Optional`).
    @Nullable
    String objection(EntryParser entry) {
        String now = objectionNow(entry);
        String then = now;
        long seconds = entry.number(Places.ACCESS_T);
        for (Terms terms = earlier(seconds); then != null && terms != null; terms = terms.earlier(seconds)) {
            then = terms.objectionNow(entry);
        }
        return then == null ? null : now;
    }

    private @Nullable String objectionNow(EntryParser entry) {
        if (!active) {
            return "is not active";
        }
        if (entry.number(Places.ACCESS_T) > expires + GRACE_SECONDS) {
            return "has expired";
        }
        if (practices.length > 0) {
            return "serves the prohibited practice " + new String(practices[0], StandardCharsets.US_ASCII);
        }
        if (!covers(services, entry.source(), entry.valueFrom(Places.ACCESS_SVC), entry.valueTo(Places.ACCESS_SVC))) {
            return "does not cover the service " + entry.text(Places.ACCESS_SVC);
        }
        if (!covers(actions, entry.source(), entry.valueFrom(Places.ACCESS_ACT), entry.valueTo(Places.ACCESS_ACT))) {
            return "does not cover the action " + entry.text(Places.ACCESS_ACT);
        }
        return featureObjection(entry);
    }

    private @Nullable String featureObjection(EntryParser entry) {
        if (entry.textIsEmpty(Places.ACCESS_FEAT)) {
            return null;
        }
        for (String feature : entry.texts(Places.ACCESS_FEAT)) {
            if (NEVER.contains(feature)) {
                return "cannot cover the feature " + feature + ", which no purpose may use";
            }
            byte[] bytes = feature.getBytes(StandardCharsets.US_ASCII);
            if (!covers(features, bytes, 0, bytes.length)) {
                return "does not cover the feature " + feature;
            }
        }
        return null;
    }

    private static boolean covers(byte[][] list, byte[] bytes, int from, int to) {
        for (byte[] one : list) {
            if ((one.length == 1 && one[0] == '*') || Arrays.equals(one, 0, one.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static long limit(long published) {
        return published == Entry.MAX_NUMBER ? Volume.UNLIMITED : published;
    }

    private static long boxes(String published) {
        if (published.equals(ALL_BOXES)) {
            return Long.MAX_VALUE;
        }
        return COUNT.matcher(published).matches() ? Long.parseLong(published) : -1;
    }

    private static byte[][] list(List<String> texts) {
        return texts.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }
}
