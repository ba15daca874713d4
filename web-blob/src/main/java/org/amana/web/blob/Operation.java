package org.amana.web.blob;

import java.io.IOException;
import java.util.function.Predicate;
import org.amana.policy.Plan;

/// One operation of the REST API. It reads what it needs from the call, and says in a plan what is to be done; when
/// that has passed the gate, it writes the result to the answer.
///
/// @param <R> what comes of it
interface Operation<R> {
    /// The name in Azure's documentation: `Put Blob`.
    String name();

    Need need();

    /// Itself, or where what an operation needs depends on what its caller may do, the form of it that fits.
    ///
    /// @param foreseen whether policy and signature would let the caller have this
    default Operation<R> fitting(Predicate<Need> foreseen) {
        return this;
    }

    /// What is to be done. Called once policy has allowed the access; what is wrong with the request is thrown
    /// here.
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
