package org.amana.policy;

import java.util.Optional;
import java.util.function.Function;

/// A planned deed made of its parts.
record Deed<R>(Amounts amounts, Optional<Restraint> restraint, Function<Permit, R> doing, Runnable release)
        implements Planned<R> {
    @Override
    public R carryOut(Permit permit) {
        return doing.apply(permit);
    }

    @Override
    public void close() {
        release.run();
    }
}
