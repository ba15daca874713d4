package org.amana.soak;

import java.util.Optional;
import org.amana.soak.Premises.Tenant;

/// One thing that is done to a server and to a model of it. A value: a list of steps can be done again, on new
/// accounts, with some left out.
interface Step {
    /// Does it to both.
    ///
    /// @return how the answers differ, if they do
    Optional<String> run(ModelAccount model, Tenant server);

    /// A step of one request.
    interface Request extends Step {
        /// The request, in view of what the model holds before.
        Client.Ask ask(ModelAccount model);

        /// Does it to the model.
        ///
        /// @throws Unmet where the server must refuse; the model has not changed then
        Expected expect(ModelAccount model);

        @Override
        default Optional<String> run(ModelAccount model, Tenant server) {
            Client.Ask ask = ask(model);
            Expected expected;
            try {
                expected = expect(model);
            } catch (Unmet unmet) {
                expected = Expected.of(unmet);
            }
            return expected.differenceOf(server.ask(ask)).map(difference -> this + ": " + ask + " " + difference);
        }
    }
}
