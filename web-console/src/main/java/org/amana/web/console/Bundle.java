package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.ErrorCode.Category;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.jspecify.annotations.Nullable;

/// Several looks at one object as one access: what a page shows of a file is one entry in the ledger, with the bytes of
/// all of it. Parts are added first, the bundle then passes the gate, and each part has its result.
final class Bundle implements Plan<Boolean> {
    private final List<Part<?>> parts = new ArrayList<>();

    /// One look.
    static final class Part<R> {
        private final Plan<R> plan;
        private final boolean needed;
        private @Nullable Planned<R> planned;
        private @Nullable R result;

        private Part(Plan<R> plan, boolean needed) {
            this.plan = plan;
            this.needed = needed;
        }

        /// What came of it; empty before the bundle passed, and where an optional part had nothing to show.
        Optional<R> result() {
            return Optional.ofNullable(result);
        }

        private void plan(Permitted permitted) {
            try {
                planned = plan.plan(permitted);
            } catch (AmanaException e) {
                if (needed || !mayLack(e.code())) {
                    throw e;
                }
            }
        }

        private void carryOut(Permit permit) {
            if (planned != null) {
                result = planned.carryOut(permit);
            }
        }

        private void close() {
            if (planned != null) {
                planned.close();
            }
        }

        /// A picture that is not there, cannot be drawn or is not drawn yet leaves the page whole, and so does
        /// what is in a disabled encryption scope.
        private static boolean mayLack(ErrorCode code) {
            return code == ErrorCode.ENCRYPTION_SCOPE_DISABLED || mayLack(code.category());
        }

        private static boolean mayLack(Category category) {
            return switch (category) {
                case NOT_FOUND, UNSUPPORTED, UNAVAILABLE, CONFLICT, RANGE -> true;
                case INVALID, TOO_LARGE, UNAUTHENTICATED, REFUSED, PRECONDITION, FULL, CORRUPT, INTERNAL -> false;
            };
        }
    }

    /// A look without which the page makes no sense: its failure is the page's.
    <R> Part<R> needs(Plan<R> plan) {
        return add(new Part<>(plan, true));
    }

    /// A look that may have nothing to show.
    <R> Part<R> takes(Plan<R> plan) {
        return add(new Part<>(plan, false));
    }

    private <R> Part<R> add(Part<R> part) {
        parts.add(part);
        return part;
    }

    @Override
    public Planned<Boolean> plan(Permitted permitted) {
        List<Part<?>> begun = new ArrayList<>();
        try {
            for (Part<?> part : parts) {
                begun.add(part);
                part.plan(permitted);
            }
        } catch (RuntimeException e) {
            begun.forEach(Part::close);
            throw e;
        }
        Planned<Boolean> read = Planned.of(sum(), permit -> {
            parts.forEach(part -> part.carryOut(permit));
            return true;
        });
        return read.releasing(() -> parts.forEach(Part::close));
    }

    /// All bytes and units; of one object.
    private Amounts sum() {
        long in = 0;
        long out = 0;
        long units = 0;
        for (Part<?> part : parts) {
            if (part.planned != null) {
                Amounts amounts = part.planned.amounts();
                in += amounts.in();
                out += amounts.out();
                units += amounts.units();
            }
        }
        return new Amounts(in, out, 0, 1, units);
    }
}
