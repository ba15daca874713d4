package org.amana.verifier;

import org.jspecify.annotations.Nullable;

/// What the `approval` entries of a log say: each is asked for once, then granted by two or refused by one, none of
/// them the one who asked, before it expires. Each method answers what is wrong, or null.
///
/// Who it is stands in a commitment that is salted anew each time. So two that are equal are one person; of two that
/// differ nothing is known.
final class Approvals {
    private static final int GRANTS = 2;

    private final TextTable<Asked> asked = new TextTable<>(Asked::weight);

    /// How often the server's data were put back from a backup. What was approved after that had been made is in the
    /// log and the server does not know of it: it may be asked for again under the same id, or voted on again.
    private int restores;

    private static final class Asked {
        private final String purpose;
        private final long bytes;
        private final long objects;
        private final long expires;
        private final String requester;
        private final int restores;
        private String granter = "";
        private int grants;
        private boolean refused;
        private int counted = -1; // at which number of restores it was added to what the purpose may use

        Asked(Entry entry, int restores) {
            purpose = entry.text("pur");
            bytes = entry.number("bytes");
            objects = entry.number("objects");
            expires = entry.number("exp");
            requester = actor(entry);
            this.restores = restores;
        }

        long weight() {
            return 300L + purpose.length();
        }

        boolean isFor(Entry entry) {
            return purpose.equals(entry.text("pur"))
                    && bytes == entry.number("bytes")
                    && objects == entry.number("objects")
                    && expires == entry.number("exp");
        }

        boolean decided() {
            return refused || grants >= GRANTS;
        }
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return asked.weight();
    }

    /// From here on the server may not know the last of what the log says.
    void restored() {
        restores++;
    }

    /// Takes in that one was asked for.
    @Nullable
    String ask(Entry entry) {
        String id = entry.text("apr");
        Asked before = find(id);
        asked.put(id, new Asked(entry, restores));
        return before != null && before.restores == restores ? "approval " + id + " was asked for before" : null;
    }

    /// Takes in a grant or a refusal.
    @Nullable
    String vote(Entry entry, boolean granted) {
        String id = entry.text("apr");
        Asked ask = find(id);
        if (ask == null) {
            return "votes on approval " + id + ", which nobody asked for";
        }
        String voter = actor(entry);
        String objection = objection(id, ask, entry, voter);
        ask.refused |= !granted;
        ask.grants += granted ? 1 : 0;
        ask.granter = voter;
        return objection;
    }

    private @Nullable String objection(String id, Asked ask, Entry entry, String voter) {
        if (!ask.isFor(entry)) {
            return "votes on something else than approval " + id + " was asked for";
        }
        if (ask.decided() && ask.restores == restores) {
            return "votes on approval " + id + ", which was " + (ask.refused ? "refused" : "granted") + " before";
        }
        if (entry.seconds() > ask.expires + Terms.GRACE_SECONDS) {
            return "votes on approval " + id + ", which has expired";
        }
        if (voter.equals(ask.requester)) {
            return "the one who asked for approval " + id + " votes on it";
        }
        return voter.equals(ask.granter) ? "the same person votes on approval " + id + " twice" : null;
    }

    /// Takes in that an allowed access cites one, which adds to what its purpose may use.
    @Nullable
    String cite(String id, String purpose, long seconds, Use use) {
        Asked ask = find(id);
        if (ask == null) {
            return "rests on approval " + id + ", which nobody asked for";
        }
        if (!ask.purpose.equals(purpose)) {
            return "rests on approval " + id + ", which is for purpose " + ask.purpose;
        }
        if (ask.refused || ask.grants < GRANTS) {
            return "rests on approval " + id + ", which "
                    + (ask.refused ? "was refused" : "has " + ask.grants + " of the " + GRANTS + " grants it takes");
        }
        if (seconds > ask.expires + Terms.GRACE_SECONDS) {
            return "rests on approval " + id + ", which has expired";
        }
        if (ask.counted != restores) { // what was used of it after the backup was made is forgotten too
            ask.counted = restores;
            use.bytes().grant(ask.bytes);
            use.objects().grant(ask.objects);
        }
        return null;
    }

    private @Nullable Asked find(String id) {
        return asked.find(id);
    }

    private static String actor(Entry entry) {
        return entry.texts("sd").stream().findFirst().orElse("");
    }
}
