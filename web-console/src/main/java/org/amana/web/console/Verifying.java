package org.amana.web.console;

import org.amana.verifier.VerifierKey;
import org.amana.web.console.view.LedgerView.Commands;

/// The commands that check the log without us.
final class Verifying {
    private Verifying() {}

    static Commands commands(ConsoleConfig config, VerifierKey key, long index) {
        String log = config.console().resolve("/log").toString();
        String whole = "java -jar verifier.jar --url " + log + " --key '" + key + "'";
        String one = "curl -fsS " + log + "/proof/" + index
                + " > proof.json\njava -jar verifier.jar --proof proof.json --key '" + key + "'";
        return new Commands(whole, one);
    }
}
