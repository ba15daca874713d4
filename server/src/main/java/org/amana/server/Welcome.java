package org.amana.server;

import java.io.PrintStream;
import java.nio.file.Path;

/// What a person needs once the server is up.
///
/// @param dataFolder as the commands that come next have to name it
/// @param keyForTheSteward the command that makes one
/// @param withKeys not at every start to a log, which many read; the link, which is good once, is always told
record Welcome(Connection connection, Path dataFolder, String keyForTheSteward, boolean withKeys) {
    void print(PrintStream out) {
        String data = DataFolder.option(dataFolder);
        out.println();
        out.println("Amana is up.");
        out.println();
        out.println("  Console         " + connection.console());
        out.println("  Sign in, once   " + signIn());
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
        if (connection.stewardship().isEmpty()) {
            out.println();
            out.println("  No key of the steward's is known here that is in force. To make one:");
            out.println("    ./" + keyForTheSteward + data);
        }
        if (withKeys) {
            tellKeys(out);
        } else if (!connection.keys().isEmpty()) {
            out.println("  Keys            in " + dataFolder.resolve(Connection.FILE_NAME));
        }
        out.println();
        out.println("  Next: ./amana connect az" + (connection.stewardship().isEmpty() ? " --key KEY" : "") + data
                + "      ./amana verify" + data + "      Ctrl-C stops.");
        out.flush();
    }

    private String signIn() {
        if (connection.signIn().isEmpty()) {
            return "the steward has no key in force; sign in with another, or make one as below";
        }
        return connection.signIn();
    }

    private void tellKeys(PrintStream out) {
        for (Connection.Key key : connection.keys()) {
            out.println();
            out.println("  " + key.purpose() + "  " + key.title());
            out.println("    " + key.connectionString());
        }
    }
}
