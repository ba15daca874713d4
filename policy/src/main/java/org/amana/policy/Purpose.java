package org.amana.policy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Why data is used: the one thing a credential is issued for. Immutable; a change makes a new version and a
/// ledger entry.
///
/// @param account the account whose data it is about; a purpose never reaches into another
/// @param version 1 at first, rising by one with each change
/// @param title how people call it; not in the public part of the ledger
/// @param dpv the nearest term of the W3C Data Privacy Vocabulary 2.x, for example `dpv:ServiceProvision`
/// @param legalBasis short code of the legal basis, for example the DPV term `eu-gdpr:A6-1-e`
/// @param expires at most twelve months after it was made or renewed
/// @param approvers who may approve more than the day's volume; two distinct ones, neither the requester, are
///     needed
/// @param practices prohibited practices that it was found to serve; any one stops it
public record Purpose(
        PurposeId id,
        String account,
        int version,
        Text title,
        String dpv,
        String legalBasis,
        Scope scope,
        Instant expires,
        State state,
        List<PrincipalId> approvers,
        Set<Practice> practices) {

    private static final Pattern TERM = Pattern.compile("[a-z][a-z0-9-]{0,15}:[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern BASIS = Pattern.compile("[A-Za-z][A-Za-z0-9().,:/ -]{0,63}");

    /// Whether anything can be done under a purpose.
    public enum State {
        /// Written down, not yet in force.
        PROPOSED,
        /// In force until it expires.
        ACTIVE,
        /// Over; it never comes back.
        ENDED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /// The word in ledger entries and policies: `active`.
        public String word() {
            return word;
        }
    }

    public Purpose {
        approvers = List.copyOf(Set.copyOf(approvers)).stream().sorted().toList();
        practices = Set.copyOf(practices);
        checkWords(dpv, legalBasis);
    }

    /// @throws IllegalArgumentException naming what is no vocabulary term, or no legal basis
    static void checkWords(String dpv, String legalBasis) {
        if (!TERM.matcher(dpv).matches()) {
            throw new IllegalArgumentException("not a vocabulary term such as dpv:ServiceProvision: " + dpv);
        }
        if (!BASIS.matcher(legalBasis).matches()) {
            throw new IllegalArgumentException("not a legal basis such as eu-gdpr:A6-1-e: " + legalBasis);
        }
    }

    /// Whether this has the form of a legal basis: a short code such as `eu-gdpr:A6-1-e`, or a few words.
    public static boolean isLegalBasis(String text) {
        return BASIS.matcher(text).matches();
    }

    /// Whether it is over at `now`: the instant of expiry itself is already too late.
    public boolean expiredAt(Instant now) {
        return !now.isBefore(expires);
    }

    /// Whether it is active and has not expired.
    public boolean inForceAt(Instant now) {
        return state == State.ACTIVE && !expiredAt(now);
    }

    /// As a person reads it: `P-2 "Reading room"`.
    public String label() {
        return id + " \"" + title.english() + "\"";
    }

    Purpose with(State newState) {
        return new Purpose(
                id, account, version, title, dpv, legalBasis, scope, expires, newState, approvers, practices);
    }

    Purpose with(Scope newScope) {
        return new Purpose(
                id, account, version, title, dpv, legalBasis, newScope, expires, state, approvers, practices);
    }

    Purpose with(Instant newExpiry) {
        return new Purpose(id, account, version, title, dpv, legalBasis, scope, newExpiry, state, approvers, practices);
    }

    Purpose with(Practice found) {
        EnumSet<Practice> more = EnumSet.of(found);
        more.addAll(practices);
        return new Purpose(id, account, version, title, dpv, legalBasis, scope, expires, state, approvers, more);
    }

    Purpose nextVersion() {
        return new Purpose(
                id, account, version + 1, title, dpv, legalBasis, scope, expires, state, approvers, practices);
    }

    /// Cheap, because a purpose is part of the key of every cached decision; equality still compares every
    /// component.
    @Override
    public int hashCode() {
        return 31 * id.number() + version;
    }
}
