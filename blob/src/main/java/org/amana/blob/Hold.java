package org.amana.blob;

import java.util.Optional;
import java.util.function.Supplier;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;

/// Something that planning took and that is let go when all is done: a lock, a body in extents. Closing twice
/// is harmless.
interface Hold extends AutoCloseable {
    @Override
    void close();

    /// Plans while this is held, and keeps it until the planned deed is closed. If planning fails, it is let go
    /// at once.
    default <R> Planned<R> during(Supplier<Planned<R>> planning) {
        Planned<R> planned;
        try {
            planned = planning.get();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        return new Planned<>() {
            @Override
            public Amounts amounts() {
                return planned.amounts();
            }

            @Override
            public Optional<Restraint> restraint() {
                return planned.restraint();
            }

            @Override
            public R carryOut(Permit permit) {
                return planned.carryOut(permit);
            }

            @Override
            public void close() {
                planned.close();
                Hold.this.close();
            }
        };
    }
}
