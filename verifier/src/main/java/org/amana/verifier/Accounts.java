package org.amana.verifier;

import java.util.Arrays;

/// The accounts that a log names, each kept once.
final class Accounts {
    private final TextTable<byte[]> known = new TextTable<>(account -> 24L + account.length);

    /// The account in the field at `position` of what `entry` has just read: the same array for all that name
    /// it, not to be changed.
    byte[] at(EntryParser entry, int position) {
        byte[] bytes = entry.source();
        int from = entry.valueFrom(position);
        int to = entry.valueTo(position);
        byte[] account = known.find(bytes, from, to);
        if (account == null) {
            account = Arrays.copyOfRange(bytes, from, to);
            known.put(bytes, from, to, account);
        }
        return account;
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return known.weight();
    }
}
