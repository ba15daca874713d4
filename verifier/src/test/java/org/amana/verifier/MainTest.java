package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final TestLog log = new TestLog().begin();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path temporary;

    private Path folder;
    private Path auditor;
    private Path kept;

    @BeforeEach
    void anAuditorHasAFolder() throws IOException {
        folder = temporary.resolve("log");
        auditor = Files.createDirectory(temporary.resolve("auditor"));
        kept = auditor.resolve("checkpoint");
    }

    private void publish() throws IOException {
        log.publish().writeTo(folder);
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--dir", folder.toString(), "--key", log.key().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private int verify(String... more) {
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        return Main.run(arguments(more), stream, stream);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(auditor)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aCheckpointIsKeptFromOneCheckToTheNextInOneFile() throws IOException {
        publish();
        assertThat(verify("--save", kept.toString())).isZero();
        assertThat(kept).hasBinaryContent(log.files().get("checkpoint"));
        log.gap();
        publish();
        assertThat(verify("--since", kept.toString(), "--save", kept.toString()))
                .isZero();
        assertThat(kept).hasBinaryContent(log.files().get("checkpoint"));
        assertThat(files()).containsExactly("checkpoint");
    }

    @Test
    void whatALinkLeadsToIsReplaced() throws IOException {
        publish();
        Path link = Files.createSymbolicLink(auditor.resolve("link"), Path.of("checkpoint"));
        Files.writeString(kept, "before");
        assertThat(verify("--save", link.toString())).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(kept).hasBinaryContent(log.files().get("checkpoint"));
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws Exception {
        publish();
        assertThat(new ProcessBuilder("mkfifo", kept.toString()).start().waitFor())
                .isZero();
        assertThat(verify("--save", kept.toString())).isEqualTo(3);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(kept + ": is no regular file");
        assertThat(Files.isRegularFile(kept)).isFalse();
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneThatWasKept() throws Exception {
        publish();
        assertThat(verify("--save", kept.toString())).isZero();
        byte[] before = Files.readAllBytes(kept);
        log.gap();
        publish();
        assertThat(process("ulimit -f 0; exec \"$@\"", "-Xmx64m", "--save", kept.toString()))
                .isEqualTo(3);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("SOUND", "File too large");
        assertThat(kept).hasBinaryContent(before);
        assertThat(files()).containsExactly("checkpoint");
    }

    @Test
    @Tag("slow")
    void withTooLittleMemoryItCannotBeTold() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            log.access(Map.of("box", "x".repeat(1_000) + i));
        }
        publish();
        assertThat(process("exec \"$@\"", "-Xmx16m")).as("%s", told).isEqualTo(3);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("too little memory", "-Xmx")
                .doesNotContain("\tat ");
    }

    /// In a process of its own, started by a shell.
    private int process(String script, String memory, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(memory, "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(told);
        return process.waitFor();
    }
}
