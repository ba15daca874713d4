package org.amana.soak;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amana.server.Main;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;

/// The three checks that an operator has, each the very command that `./amana` runs; in this process, because a
/// campaign runs them hundreds of times.
record Checks(Path data, Findings findings) {
    private static final List<String> ALL = List.of("verify", "fsck", "scrub");

    Checks(StartedServer server, Findings findings) {
        this(server.data(), findings);
    }

    /// Runs them all; each must find everything sound.
    void run() {
        for (String check : ALL) {
            run(check, 0);
        }
    }

    /// Runs one of them, which must end with a status.
    void run(String check, int wanted) {
        Command.Result result = run(check);
        if (result.status() != wanted) {
            findings.add(check + " ended with " + result.status() + ":\n" + result.output());
        }
    }

    /// Runs one of them.
    Command.Result run(String check) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int status = Main.run(List.of(check, "--data", data.toString()), out, out);
        return new Command.Result(status, printed.toString(StandardCharsets.UTF_8));
    }
}
