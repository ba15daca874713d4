package org.amana.policy;

import java.util.Optional;
import java.util.function.Function;

/// What somebody wants to do, second half: exact figures, and the deed itself. What [Plan#plan] locked stays
/// locked until [#close], which the gate calls in every case, once.
public interface Planned<R> extends AutoCloseable {
    /// Exactly what would move. The gate counts it against the day's volume and writes it to the ledger.
    Amounts amounts();

    /// Why what would be changed or ended must stay as it is, if it must. The gate refuses then, whoever asks, and
    /// nothing is done.
    default Optional<Restraint> restraint() {
        return Optional.empty();
    }

    /// Does it. Called at most once, after the entry is durable. If [Amounts#stored] is not zero, it commits to
    /// the catalog and calls [AppliedEntries#record] in that transaction.
    ///
    /// @throws org.amana.kernel.AmanaException if it fails after all; the entry is then voided
    R carryOut(Permit permit);

    /// Releases what planning locked. Does not fail.
    @Override
    default void close() {}

    /// The same deed, telling something else of its result.
    default <S> Planned<S> telling(Function<R, S> told) {
        return new Deed<>(amounts(), restraint(), permit -> told.apply(carryOut(permit)), this::close);
    }

    /// The same deed with other figures.
    default Planned<R> moving(Amounts other) {
        return new Deed<>(other, restraint(), this::carryOut, this::close);
    }

    /// The same deed, which releases something more when it is closed, after its own.
    default Planned<R> releasing(Runnable more) {
        return new Deed<>(amounts(), restraint(), this::carryOut, () -> {
            close();
            more.run();
        });
    }

    /// Nothing, as it must stay undone whatever the purpose.
    static <R> Planned<R> refused(Restraint why) {
        return of(Amounts.NONE, Optional.of(why), _ -> {
            throw new IllegalStateException("what is refused was carried out: " + why);
        });
    }

    /// Something of known size that needs no lock: looking up or reading.
    static <R> Planned<R> of(Amounts amounts, Function<Permit, R> deed) {
        return of(amounts, Optional.empty(), deed);
    }

    /// The same of something that must perhaps stay as it is.
    static <R> Planned<R> of(Amounts amounts, Optional<Restraint> restraint, Function<Permit, R> deed) {
        return new Deed<>(amounts, restraint, deed, () -> {});
    }
}
