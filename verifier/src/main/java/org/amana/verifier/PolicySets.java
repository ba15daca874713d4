package org.amana.verifier;

import java.util.regex.Pattern;

/// The policy sets of a log, each called by what it contains, so that one never comes to contain something
/// else (rule 2).
final class PolicySets {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /// A policy set is called by so many digits of its digest.
    private static final int DIGITS = 16;

    private final Objections objections;
    private final TextTable<String> digests = new TextTable<>(digest -> 56L + digest.length()); // by id

    PolicySets(Objections objections) {
        this.objections = objections;
    }

    /// Takes in a `policy` entry.
    void take(long index, Entry entry) {
        String id = entry.text("pol");
        String digest = entry.text("digest");
        objections.require(
                index,
                SHA_256.matcher(digest).matches() && id.equals("ps-" + digest.substring(0, DIGITS)),
                "policy set " + id + " is not called by its digest, which is " + digest);
        String before = digests.find(id);
        objections.require(
                index,
                before == null || before.equals(digest),
                "policy set " + id + " had the digest " + before + " before");
        digests.put(id, digest);
    }

    /// An access names one that was announced.
    void access(long index, EntryParser access) {
        objections.require(
                index,
                digests.find(access.source(), access.valueFrom(Places.ACCESS_POL), access.valueTo(Places.ACCESS_POL))
                        != null,
                "no policy entry before it has this policy set");
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return digests.weight();
    }
}
