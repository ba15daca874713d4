package org.amana.web.blob;

import java.io.IOException;
import org.amana.policy.Plan;

/// One operation of the REST API. It reads what it needs from the call, and says in a plan what is to be done; when
/// that has passed the gate, it writes the result to the answer.
///
/// @param <R> what comes of it
interface Operation<R> {
    /// The name in Azure's documentation: `Put Blob`.
    String name();

    /// What it asks of its caller, whatever the request says more.
    Need need();

    /// All that it touches. Policy decides about all of it before anything is planned, so what is malformed is passed
    /// over here, for [#plan] to tell.
    default Access access(Call call) {
        return Access.of(call, need());
    }

    /// Whether it looks at the customer's keys and the encryption scope of the request.
    default boolean takesKeys() {
        return true;
    }

    /// Whether it looks at a condition on when the tier was set. All others refuse one.
    default boolean takesTierCondition() {
        return false;
    }

    /// What is to be done. Called once policy has allowed the access; what is wrong with the request is thrown
    /// here, and nothing that policy or a signature refuses.
    ///
    /// @throws org.amana.kernel.AmanaException naming the header, parameter or part of the body that is wrong
    Plan<R> plan(Call call);

    /// Tells the result.
    void answer(Call call, R result, Reply reply) throws IOException;

    /// Tells what was wrong with the request.
    default void fail(Call call, AzureError error, Reply reply) throws IOException {
        reply.fail(error);
    }
}
