package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `amana` in a small tree of its own, with stand-ins for Maven and the JDK that write down what they are
/// asked for.
@Tag("slow")
class LauncherBuildTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Makes a server; waits for as long as the file `wait` is there.
    private static final String MAVEN = """
            #!/bin/bash
            cd "$(dirname "$0")"
            echo begun >>maven.log
            while [ -e wait ]; do sleep 0.05; done
            mkdir -p server/target/amana
            echo jar >server/target/amana/amana.jar
            """;

    /// A server that rehearses until it is ended, leaving notes; whoever plays with it plays for as long as the file
    /// `wait` is there. Anything else says that it runs, and in which JDK.
    private static final String JAVA = """
            #!/bin/bash
            tree='TREE'
            for each in "$@"; do case $each in -XX:AOTCacheOutput=*) notes=${each#*=} ;; esac; done
            case " $* " in
              *" up "*"Berth 9"*)
                echo "$$" >>"$tree/rehearsals"
                trap 'echo notes >"$notes"; exit 0' TERM
                echo "Amana is up"
                while :; do sleep 0.05; done
                ;;
              *" org.amana.server.Rehearsal "*)
                echo "$$" >>"$tree/players"
                while [ -e "$tree/wait" ]; do sleep 0.05; done
                ;;
              *) echo "runs in $JAVA_HOME" ;;
            esac
            """;

    @TempDir
    Path temporary;

    private Path tree;
    private Path jdk;
    private final List<Process> started = new ArrayList<>();

    /// How a run ended.
    private record Ended(int status, String told) {}

    @BeforeEach
    void makeTree() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        tree = Files.createDirectories(temporary.resolve("a tree"));
        Files.createDirectories(tree.resolve("samples/Berth 9"));
        for (String module : List.of("kernel", "server")) {
            Files.createDirectories(tree.resolve(module).resolve("src/main/java"));
            Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(source(module), "class A {}");
        }
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("..", "amana"), tree.resolve("amana"));
        program(tree.resolve("mvnw"), MAVEN);
        jdk = jdk("jdk", "25.0.1");
    }

    private Path source(String module) {
        return tree.resolve(module).resolve("src/main/java/A.java");
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path folder = temporary.resolve(name);
        program(folder.resolve("bin/java"), JAVA.replace("TREE", tree.toString()));
        program(folder.resolve("bin/javac"), "#!/bin/bash\necho cannot execute >&2; exit 126\n");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    @AfterEach
    void endWhatRuns() throws IOException {
        started.forEach(Process::destroyForcibly);
        for (String log : List.of("rehearsals", "players")) {
            lines(log).forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private List<String> lines(String log) throws IOException {
        Path file = tree.resolve(log);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private ProcessBuilder amana(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", tree.resolve("amana").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AMANA_"));
        builder.environment().putAll(Map.of("JAVA_HOME", jdk.toString(), "PATH", jdk + "/bin:/usr/bin:/bin"));
        return builder;
    }

    private Process start(ProcessBuilder builder, Path output) throws IOException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    private Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(temporary, "run", ".out");
        return ended(start(builder, output), output);
    }

    private static Ended ended(Process process, Path output) throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private void runsWell(ProcessBuilder builder) throws IOException, InterruptedException {
        Ended ended = run(builder);
        assertThat(ended.told()).contains("runs in " + jdk);
        assertThat(ended.status()).isZero();
    }

    /// Something that another process does.
    private static void await(BooleanSupplier done) throws InterruptedException {
        for (Instant end = Instant.now().plus(PATIENCE); !done.getAsBoolean(); Thread.sleep(20)) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    @Test
    void whatStandsIsNotBuiltAgain() throws IOException, InterruptedException {
        runsWell(amana("--version"));
        runsWell(amana("--version"));
        assertThat(lines("maven.log")).hasSize(1);
        assertThat(lines("rehearsals")).hasSize(1);
    }

    @Test
    void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws IOException, InterruptedException {
        Path wait = Files.createFile(tree.resolve("wait"));
        Path first = temporary.resolve("first.out");
        Path second = temporary.resolve("second.out");
        Process one = start(amana("--version"), first);
        await(() -> Files.exists(tree.resolve("maven.log")));
        Process other = start(amana("--version"), second);
        await(() -> says(second, "waiting for it") || linesNow("maven.log") > 1);
        Files.delete(wait);
        assertThat(ended(one, first).status()).isZero();
        assertThat(ended(other, second).status()).isZero();
        assertThat(lines("maven.log")).hasSize(1);
        assertThat(lines("rehearsals")).hasSize(1);
    }

    private static boolean says(Path output, String what) {
        try {
            return Files.readString(output).contains(what);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int linesNow(String log) {
        try {
            return lines(log).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRehearsalEndsWithWhoeverAskedForIt() throws IOException, InterruptedException {
        Files.createFile(tree.resolve("wait"));
        Files.createDirectories(tree.resolve("server/target/amana"));
        program(tree.resolve("mvnw"), MAVEN.replace("wait", "nothing"));
        Path output = temporary.resolve("out");
        Process script = start(amana("--version"), output);
        await(() -> linesNow("players") == 1);
        script.destroy();
        assertThat(ended(script, output).status()).isEqualTo(128 + 15);
        for (String log : List.of("rehearsals", "players")) {
            long pid = Long.parseLong(lines(log).getFirst());
            await(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void sourcesThatCameWithAnOlderTimeAreBuilt() throws IOException, InterruptedException {
        runsWell(amana("--version"));
        Path made = Files.createDirectories(tree.resolve("kernel/target/classes"));
        Path others = Files.createDirectories(tree.resolve("server/target/classes"));
        Files.writeString(source("kernel"), "class A { int b; }");
        Files.setLastModifiedTime(source("kernel"), FileTime.from(Instant.EPOCH));
        runsWell(amana("--version"));
        assertThat(lines("maven.log")).hasSize(2);
        assertThat(made).as("Maven goes by times").doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void sourcesThatWentAreBuiltWithout() throws IOException, InterruptedException {
        Path more = Files.writeString(source("kernel").resolveSibling("B.java"), "class B {}");
        runsWell(amana("--version"));
        Path made = Files.createDirectories(tree.resolve("kernel/target/classes"));
        Files.delete(more);
        runsWell(amana("--version"));
        assertThat(lines("maven.log")).hasSize(2);
        assertThat(made).doesNotExist();
    }

    @Test
    void nobodyNeedsAHome() throws IOException, InterruptedException {
        ProcessBuilder amana = amana("--version");
        amana.environment().remove("HOME");
        runsWell(amana);
    }

    @Test
    void whoeverMayNotWriteInTheTreeStartsWithoutNotes() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")));
        assumeTrue(Files.getOwner(temporary).getName().equals("root"), "only root can be somebody else");
        runsWell(amana("--version"));
        Files.delete(tree.resolve("server/target/amana/amana.aot"));
        ProcessBuilder stranger = amana("--version");
        stranger.command().addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        runsWell(stranger);
        assertThat(lines("rehearsals")).hasSize(1);
        Files.writeString(source("kernel"), "class A { int b; }");
        Ended refused = run(stranger);
        assertThat(refused.told()).contains("the server is not built of these sources");
        assertThat(refused.status()).isEqualTo(1);
    }

    @Test
    void aJdkThatCannotBeRunIsPassedOver() throws IOException, InterruptedException {
        Path broken = jdk("broken", "25");
        Files.delete(broken.resolve("release"));
        ProcessBuilder amana = amana("--version");
        amana.environment().put("JAVA_HOME", broken.toString());
        program(jdk.resolve("bin/javac"), "#!/bin/bash\n");
        runsWell(amana);
    }

    @Test
    void theJdkThatIsNamedForAmanaIsTakenOrRefusedByName() throws IOException, InterruptedException {
        Path named = jdk("named", "26");
        ProcessBuilder amana = amana("--version");
        amana.environment().put("AMANA_JAVA_HOME", named.toString());
        assertThat(run(amana).told()).contains("runs in " + named);
        Files.writeString(named.resolve("release"), "JAVA_VERSION=\"21.0.2\"\n");
        Ended older = run(amana);
        assertThat(older.told()).contains("AMANA_JAVA_HOME is " + named + ", a JDK 21");
        assertThat(older.status()).isEqualTo(1);
        amana.environment().put("AMANA_JAVA_HOME", tree.toString());
        assertThat(run(amana).told()).contains("AMANA_JAVA_HOME is " + tree + ", where no JDK is");
    }

    @Test
    void packagesThatCannotBeFetchedAreAskedForOnce() throws IOException, InterruptedException {
        Path programs = temporary.resolve("programs");
        program(programs.resolve("dpkg-query"), "#!/bin/bash\n");
        program(programs.resolve("sudo"), "#!/bin/bash\nshift\n\"$@\"\n");
        program(programs.resolve("apt-get"), "#!/bin/bash\necho \"$*\" >>'" + tree + "/apt.log'\nexit 100\n");
        ProcessBuilder up = amana("up");
        up.environment().compute("PATH", (_, path) -> programs + ":" + path);
        Ended ended = run(up);
        assertThat(ended.told()).contains("runs in", "ffmpeg, which cannot be fetched now either");
        assertThat(ended.status()).isZero();
        assertThat(lines("apt.log")).hasSize(3);
    }
}
