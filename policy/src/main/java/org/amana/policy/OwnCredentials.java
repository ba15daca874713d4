package org.amana.policy;

import java.time.InstantSource;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;

/// Amana's own credentials, which are never shown to anybody: *internal* ones, with which it does something by
/// itself, and the *anonymous* one, with which it lets in whoever comes without any. Each lives as long as its
/// purpose, and goes on with it. Safe for many threads.
final class OwnCredentials {
    private final Catalog catalog;
    private final InstantSource clock;
    private final DirectoryBook book;
    private final Principals principals;
    private final Issuance issuance;

    OwnCredentials(Catalog catalog, InstantSource clock, DirectoryBook book, Principals principals, Issuance issuance) {
        this.catalog = catalog;
        this.clock = clock;
        this.book = book;
        this.principals = principals;
        this.issuance = issuance;
    }

    /// The newest that reads an account's data by machine, though it may have expired.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if the account has none
    Credential ofMachine(String account) {
        return book.state().credentials().stream()
                .filter(credential -> credential.account().equals(account))
                .filter(credential -> credential.kind() == Credential.Kind.INTERNAL)
                .filter(credential -> credential.principal().kind() == Principal.Kind.ANALYSER)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.RESOURCE_NOT_FOUND, "account " + account + " has no credential for machine reading"));
    }

    /// The one that machine reading reads with, issued when the purpose has none.
    Credential machine(Purpose machineReading, Authority authority) {
        Principal machine = principals.named("Machine reader of " + machineReading.account(), Principal.Kind.ANALYSER);
        return of(Credential.Kind.INTERNAL, machineReading, machine, authority);
    }

    /// That of everybody who comes without one, issued when the purpose has none.
    Credential anybody(Purpose open, Authority authority) {
        Principal anybody = principals.named("Anybody", Principal.Kind.PERSON);
        return of(Credential.Kind.ANONYMOUS, open, anybody, authority);
    }

    private Credential of(Credential.Kind kind, Purpose purpose, Principal holder, Authority authority) {
        return book.state().credentials().stream()
                .filter(each -> each.kind() == kind)
                .filter(each -> each.purpose().equals(purpose.id()))
                .findFirst()
                .orElseGet(() -> issuance.own(kind, purpose, holder, authority));
    }

    /// The one with which a service does something under a purpose, issued when there is none in force.
    ///
    /// @param service principals of that name are made when absent
    /// @throws AmanaException `PURPOSE_INACTIVE` if the purpose is not in force; `RESOURCE_NOT_FOUND`
    Credential ofService(PurposeId purpose, String service, Authority authority) {
        return book.changing(() -> new InForce(book.state(), clock.instant())
                .ofService(purpose, service)
                .orElseGet(() -> issuance.own(
                        Credential.Kind.INTERNAL,
                        required(purpose),
                        principals.named(service, Principal.Kind.SERVICE),
                        authority)));
    }

    private Purpose required(PurposeId id) {
        return book.state()
                .purpose(id)
                .map(PurposeRow::purpose)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no purpose " + id));
    }

    /// Issues those of a purpose anew and ends the ones before, for a purpose in force that lives longer now. Those
    /// that expired so long ago that they are forgotten come back as well: the catalog knows them.
    void renew(Purpose renewed, Authority authority) {
        List<Credential> before = book.state().credentials().stream()
                .filter(credential -> credential.purpose().equals(renewed.id()))
                .filter(credential ->
                        credential.kind() == Credential.Kind.INTERNAL || credential.kind() == Credential.Kind.ANONYMOUS)
                .toList();
        for (Credential own : catalog.read(
                reader -> CredentialTable.newestOwn(reader, book.state().principalsById(), renewed.id()))) {
            issuance.own(own.kind(), renewed, own.principal(), authority);
        }
        issuance.endAll(before, authority);
        if (isMachineReading(renewed.id())) {
            machine(renewed, authority); // one that was ended has no other way back
        }
    }

    private boolean isMachineReading(PurposeId id) {
        return book.state()
                .purpose(id)
                .map(PurposeRow::role)
                .filter(Role.MACHINE_READING::equals)
                .isPresent();
    }
}
