package org.amana.server;

import java.io.IOException;
import org.amana.kernel.AmanaException;

/// All parts, put together. Opened, it can be administered; serving, it also answers clients and works off its
/// queues. Closing stops everything in the opposite order and may be done more than once.
final class Amana implements AutoCloseable {
    private final Closing closing;
    private final Parts parts;
    private final ConnectionFile connectionFile;
    private final Operator operator;

    private Amana(Closing closing, Parts parts) {
        this.closing = closing;
        this.parts = parts;
        this.connectionFile = new ConnectionFile(parts);
        this.operator = new Operator(parts, connectionFile);
    }

    /// Opens the data folder, making it when missing.
    ///
    /// @throws AmanaException `CONFIGURATION` when it is held by another process or its root key is missing or
    ///     wrong
    static Amana open(AmanaConfig config) {
        Closing closing = new Closing();
        try {
            return new Amana(closing, new Parts(config, closing));
        } catch (RuntimeException | Error e) {
            closing.closeAfter(e);
            throw e;
        }
    }

    /// Begins to listen, and writes down how to connect.
    Connection serve() throws IOException {
        return new Serving(parts, connectionFile, operator, new Doors(), closing).begin();
    }

    /// Who administers it.
    Operator operator() {
        return operator;
    }

    /// How many requests are being answered.
    long requests() {
        return parts.traffic.demand().underway();
    }

    @Override
    public void close() {
        closing.close();
    }
}
