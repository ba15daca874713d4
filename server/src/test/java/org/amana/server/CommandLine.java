package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the operator types in a test, and what comes back.
///
/// @param out standard output
/// @param err standard error
record CommandLine(int status, String out, String err) {
    static CommandLine amana(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int status = Main.run(new Host.Outside(terminal), List.of(arguments));
        return new CommandLine(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The three checks of a data folder find nothing.
    static void assertSound(Path data) {
        for (String check : List.of("fsck", "scrub", "verify")) {
            amana(check, "--data", data.toString()).done(check.equals("verify") ? "SOUND" : "sound\n");
        }
    }

    /// It went well and said this.
    CommandLine done(String... said) {
        assertThat(status).as("%s%s", out, err).isZero();
        for (String each : said) {
            assertThat(out).contains(each);
        }
        return this;
    }

    /// It failed in one line that said this.
    CommandLine refused(String... said) {
        assertThat(status).as("%s%s", out, err).isIn(1, 2, 64); // failed, damaged, wrong usage
        assertThat(err).startsWith("amana: ").contains(said);
        assertThat(err.lines()).hasSize(1);
        return this;
    }

    /// The same, for several lines that have the words in them.
    static List<String> lines(String text, String with) {
        return new ArrayList<>(text.lines().filter(line -> line.contains(with)).toList());
    }
}
