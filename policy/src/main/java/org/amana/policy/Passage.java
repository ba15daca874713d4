package org.amana.policy;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;

/// How a request went through the gate. Whatever it was, it stands in the ledger at [#receipt].
public sealed interface Passage<R> {
    /// The entry of this request.
    Receipt receipt();

    /// The result, for callers to whom every other outcome is a failure.
    ///
    /// @throws AmanaException the failure, or one with the code and reason of the refusal
    R orThrow();

    /// Allowed, recorded and done.
    record Done<R>(R result, Permit permit) implements Passage<R> {
        @Override
        public Receipt receipt() {
            return permit.receipt();
        }

        @Override
        public R orThrow() {
            return result;
        }
    }

    /// Allowed, but it could not be done: nothing was released or changed.
    record Failed<R>(AmanaException failure, Receipt receipt) implements Passage<R> {
        @Override
        public R orThrow() {
            throw failure;
        }
    }

    /// Refused.
    ///
    /// @param code what to tell a client
    /// @param reason a sentence for people that names the purpose and the rule
    /// @param rules ids of the policies that forbade it, sorted
    record Denied<R>(ErrorCode code, String reason, List<String> rules, Receipt receipt) implements Passage<R> {
        public Denied {
            rules = List.copyOf(rules);
        }

        @Override
        public R orThrow() {
            throw new AmanaException(code, reason).with("rule", String.join(" ", rules));
        }
    }
}
