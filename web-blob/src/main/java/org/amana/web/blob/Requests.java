package org.amana.web.blob;

import java.io.IOException;
import org.amana.web.http.Exchange;

/// Answers requests of the API once it is known what their URLs name.
@FunctionalInterface
interface Requests {
    /// Finds out who asks, lets the access pass the gate and answers.
    ///
    /// @throws org.amana.kernel.AmanaException for what went wrong before the exchange has begun
    void serve(Exchange exchange, Query query, Target target) throws IOException;
}
