package org.amana.policy;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Opening;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;

/// Writes purposes down and changes them: each change is a new version, a row and an entry. Safe for many threads.
final class Purposes {
    private final Catalog catalog;
    private final Register register;
    private final InstantSource clock;
    private final DirectoryBook book;

    Purposes(Catalog catalog, Register register, InstantSource clock, DirectoryBook book) {
        this.catalog = catalog;
        this.register = register;
        this.clock = clock;
        this.book = book;
    }

    /// Writes down a purpose, in whatever state it begins.
    Purpose add(PurposeDraft draft, Purpose.State inState, String role, Authority authority) {
        return book.changing(() -> {
            authority.requireReach(draft.account());
            draft.approvers().forEach(book.state()::required);
            Purpose purpose = new Purpose(
                    new PurposeId(catalog.read(PurposeTable::nextNumber)),
                    draft.account(),
                    1,
                    draft.title(),
                    draft.dpv(),
                    draft.legalBasis(),
                    draft.scope(),
                    clock.instant().plus(draft.life()),
                    inState,
                    draft.approvers(),
                    Set.of());
            return enter(new PurposeRow(purpose, role), authority);
        });
    }

    /// Puts a proposed purpose in force.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is none, `CONDITION_NOT_MET` if it is not proposed
    Purpose activate(PurposeId id, Authority authority) {
        return change(id, authority, purpose -> {
            if (purpose.state() != Purpose.State.PROPOSED) {
                throw new AmanaException(
                        ErrorCode.CONDITION_NOT_MET,
                        "purpose " + purpose.label() + " is " + purpose.state().word() + ", not "
                                + Purpose.State.PROPOSED.word());
            }
            return purpose.with(Purpose.State.ACTIVE);
        });
    }

    /// Changes a purpose, whatever its state.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is none
    Purpose change(PurposeId id, Authority authority, UnaryOperator<Purpose> change) {
        return book.changing(() -> {
            PurposeRow row = book.state()
                    .purpose(id)
                    .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no purpose " + id));
            authority.requireReach(row.purpose().account());
            return enter(new PurposeRow(change.apply(row.purpose()).nextVersion(), row.role()), authority);
        });
    }

    /// Changes a purpose that has not ended.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is none, `CONDITION_NOT_MET` if it has ended
    Purpose changeAlive(PurposeId id, Authority authority, UnaryOperator<Purpose> change) {
        return change(id, authority, purpose -> {
            if (purpose.state() == Purpose.State.ENDED) {
                throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "purpose " + purpose.label() + " has ended");
            }
            return change.apply(purpose);
        });
    }

    private Purpose enter(PurposeRow row, Authority authority) {
        Purpose purpose = row.purpose();
        register.enter(new Register.Step(
                (transaction, since) -> PurposeTable.prepare(transaction, row, since),
                PurposeTable.draft(purpose),
                Opening.ofActor(authority.actor()),
                (transaction, entry) -> PurposeTable.confirm(transaction, purpose.id(), purpose.version(), entry),
                (transaction, since) -> PurposeTable.withdraw(transaction, purpose.id(), purpose.version())));
        book.become(book.state().with(row));
        return purpose;
    }
}
