package org.amana.server;

import java.io.PrintStream;

/// What a person needs once the server is up.
record Welcome(Connection connection) {
    void print(PrintStream out) {
        out.println();
        out.println("Amana is up.");
        out.println();
        out.println("  Console         " + connection.console());
        out.println("  Sign in, once   " + connection.signIn());
        out.println("  Blob endpoint   " + connection.blobEndpoint());
        if (!connection.blobEndpointHttps().isEmpty()) {
            out.println("  with TLS        " + connection.blobEndpointHttps());
            out.println("  Certificate     " + connection.certificateFile());
        }
        if (!connection.website().isEmpty()) {
            out.println("  Website         " + connection.website());
        }
        out.println("  Account         " + connection.account());
        out.println("  Ledger          " + connection.ledgerUrl());
        out.println("  Verifier key    " + connection.verifierKey());
        for (Connection.Key key : connection.keys()) {
            out.println();
            out.println("  " + key.purpose() + "  " + key.title());
            out.println("    " + key.connectionString());
        }
        out.println();
        out.println("  Next: ./amana connect az      ./amana verify      Ctrl-C stops.");
        out.flush();
    }
}
