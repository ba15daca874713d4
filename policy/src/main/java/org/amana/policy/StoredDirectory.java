package org.amana.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.amana.policy.CredentialTable.CredentialRow;
import org.amana.policy.DirectoryState.LiveCredential;
import org.amana.policy.DirectoryState.Membership;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;
import org.amana.store.RootKey;
import org.amana.verifier.Kind;

/// The directory as it comes out of the catalog at start-up.
final class StoredDirectory {
    private static final byte[] NO_SECRET = new byte[0];

    private StoredDirectory() {}

    /// Confirms what a crash left prepared if its entry is in the ledger, and withdraws it if not.
    static void settle(Catalog catalog, Register register) {
        for (PurposeTable.Prepared prepared : catalog.read(PurposeTable::prepared)) {
            settle(catalog, register, prepared);
        }
        for (CredentialTable.Prepared prepared : catalog.read(CredentialTable::prepared)) {
            settle(catalog, register, prepared);
        }
    }

    /// @param after credentials that expired before this are left out
    static DirectoryState read(Catalog catalog, Register register, RootKey rootKey, Instant after) {
        DirectoryState read = DirectoryState.EMPTY;
        for (Principal principal : catalog.read(PrincipalTable::all).values()) {
            read = read.with(principal);
        }
        for (PurposeRow row : catalog.read(PurposeTable::current)) {
            read = read.with(row);
        }
        return read.withAll(credentials(catalog, rootKey, after, read), endings(catalog, register, after));
    }

    private static void settle(Catalog catalog, Register register, PurposeTable.Prepared prepared) {
        PurposeId id = prepared.id();
        OptionalLong entry = register.find(
                prepared.since(),
                Kind.PURPOSE,
                each -> each.text("pur").equals(id.toString()) && each.number("ver") == prepared.version());
        catalog.commit(transaction -> {
            if (entry.isPresent()) {
                PurposeTable.confirm(transaction, id, prepared.version(), entry.getAsLong());
            } else {
                PurposeTable.withdraw(transaction, id, prepared.version());
            }
            return true;
        });
    }

    private static void settle(Catalog catalog, Register register, CredentialTable.Prepared prepared) {
        CredentialId id = prepared.id();
        String sought = prepared.ending() ? "ended" : "active";
        OptionalLong entry = register.find(
                prepared.since(),
                Kind.CREDENTIAL,
                each -> each.text("cred").equals(id.toString())
                        && each.text("state").equals(sought));
        catalog.commit(transaction -> {
            if (entry.isPresent() && prepared.ending()) {
                CredentialTable.confirmEnd(transaction, id, entry.getAsLong());
            } else if (entry.isPresent()) {
                CredentialTable.confirm(transaction, id, entry.getAsLong());
            } else if (prepared.ending()) {
                CredentialTable.withdrawEnd(transaction, id);
            } else {
                CredentialTable.withdraw(transaction, id);
            }
            return true;
        });
    }

    /// Of admissions alone: a token outlives the end of the admission it was shown under, and must not be admitted
    /// anew. The last one counts.
    private static Map<Membership, Instant> endings(Catalog catalog, Register register, Instant after) {
        Map<Membership, Instant> endings = new HashMap<>();
        for (CredentialTable.Ending ending : catalog.read(reader -> CredentialTable.endedAdmissions(reader, after))) {
            endings.put(new Membership(ending.principal(), ending.purpose()), register.timeOf(ending.entry()));
        }
        return endings;
    }

    private static List<LiveCredential> credentials(
            Catalog catalog, RootKey rootKey, Instant after, DirectoryState known) {
        List<LiveCredential> live = new ArrayList<>();
        for (CredentialRow row : catalog.read(reader -> CredentialTable.alive(reader, known.principalsById(), after))) {
            Credential credential = row.credential();
            byte[] secret = row.secret()
                    .map(wrapped -> rootKey.unwrap(wrapped, CredentialTable.boundTo(credential.id())))
                    .orElse(NO_SECRET);
            live.add(new LiveCredential(
                    credential, secret, row.token().map(DirectoryState::hex).orElse(""), row.proof()));
        }
        return live;
    }
}
