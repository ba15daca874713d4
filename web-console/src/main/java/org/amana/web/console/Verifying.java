package org.amana.web.console;

import java.util.Optional;
import org.amana.verifier.VerifierKey;
import org.amana.web.console.view.LedgerView.Commands;

/// The commands that check the log without us.
final class Verifying {
    private final ConsoleConfig config;
    private final VerifierJar jar;

    Verifying(ConsoleConfig config, VerifierJar jar) {
        this.config = config;
        this.jar = jar;
    }

    Commands commands(VerifierKey key, long index) {
        String log = config.console().resolve("/log").toString();
        Optional<String> sha256 = jar.read().map(VerifierJar.Jar::sha256);
        String get = sha256.isPresent() ? "curl -fsSO " + log + "/verifier.jar\n" : "";
        String whole = get + "java -jar verifier.jar --url " + log + " --key '" + key + "'";
        String one = get + "curl -fsS " + log + "/proof/" + index
                + " > proof.json\njava -jar verifier.jar --proof proof.json --key '" + key + "'";
        return new Commands(whole, one, sha256.orElse(""));
    }
}
