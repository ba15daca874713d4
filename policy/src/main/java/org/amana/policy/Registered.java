package org.amana.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.amana.store.Catalog;

/// The purposes and credentials of an account as they stand in a catalog that nobody goes on with; what
/// a crash left half done is not among them. Nothing is changed, and no secret is opened.
///
/// @param purposes every one, the ended ones too, by rising id
/// @param credentials those that are worth something now but for sessions, by rising id
public record Registered(List<Purpose> purposes, List<Credential> credentials) {
    public Registered {
        purposes = List.copyOf(purposes);
        credentials = List.copyOf(credentials);
    }

    /// Everybody and everything that acts in any account, by rising id.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if a row of them is damaged
    public static List<Principal> principals(Catalog catalog) {
        return catalog.read(PrincipalTable::all).values().stream()
                .sorted(Comparator.comparing(Principal::id))
                .toList();
    }

    /// @throws org.amana.kernel.AmanaException `CORRUPT` if a row of either is damaged
    public static Registered of(Catalog catalog, String account) {
        Map<PrincipalId, Principal> principals = catalog.read(PrincipalTable::all);
        Instant now = catalog.now();
        return new Registered(
                catalog.read(PurposeTable::current).stream()
                        .map(PurposeTable.PurposeRow::purpose)
                        .filter(purpose -> purpose.account().equals(account))
                        .toList(),
                catalog.read(reader -> CredentialTable.alive(reader, principals, now)).stream()
                        .map(CredentialTable.CredentialRow::credential)
                        .filter(credential -> credential.account().equals(account))
                        .filter(credential -> credential.kind() != Credential.Kind.SESSION)
                        .toList());
    }
}
