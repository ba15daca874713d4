package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Go's own packages for transparency logs verify what we write, with no code of ours. Needs Debian's `golang`
/// and `golang-golang-x-mod-dev`; without them the test is skipped.
class SecondOpinionTest {
    private static final Path PROGRAM = Path.of("../acceptance/src/test/go/tlog-verify/main.go");
    private static final Path PACKAGES = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");

    @TempDir
    Path folder;

    @Test
    void goVerifiesOurLogAndFindsAFlippedByteInIt() throws Exception {
        assumeTrue(Files.isDirectory(PACKAGES) && Files.exists(PROGRAM) && Files.exists(Path.of("/usr/bin/go")));
        Path publicFolder;
        String key;
        String root;
        try (Ledger ledger = TestLedger.open(folder, new ManualClock())) {
            TestLedger.begin(ledger);
            for (int i = 0; i < 600; i++) {
                ledger.append(TestLedger.read(), TestLedger.opening(i));
            }
            ledger.publish();
            publicFolder = ledger.publicFolder();
            key = ledger.verifierKey().toString();
            root = ledger.checkpoint().root().toString();
        }
        Path program = folder.resolve("tlog-verify");
        assertThat(run(List.of("/usr/bin/go", "build", "-o", program.toString(), PROGRAM.toString())))
                .startsWith("0");
        assertThat(run(List.of(program.toString(), publicFolder.toString(), key)))
                .startsWith("0 SOUND: 603 entries")
                .contains(root);
        Path bundle = publicFolder.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[1_000] ^= 1;
        Files.write(bundle, bytes);
        assertThat(run(List.of(program.toString(), publicFolder.toString(), key)))
                .startsWith("2 NOT SOUND")
                .contains("tile/entries/001");
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOFLAGS", "-mod=mod",
                        "GOPATH", "/usr/share/gocode",
                        "GOCACHE", folder.resolve("cache").toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
