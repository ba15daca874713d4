package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Engines that keep their tables in a container: Hadoop's ABFS driver, which Spark and Hive use, from Maven Central,
/// and LanceDB from npm.
class DataEnginesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static StartedServer server;

    @BeforeAll
    static void start() {
        server = StartedServer.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// In a JVM of its own: what the driver depends on is older than what these tests do.
    @Test
    void hadoopsBlobFileSystemMakesARoundTrip() throws IOException {
        Path source = StartedServer.home().resolve("acceptance/src/test/hadoop");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Map<String, String> environment = Map.of(
                "ACCOUNT", server.account(),
                "SETTINGS", settings("steward"),
                "READ_ONLY", settings("reader", "--purpose", "P-2"),
                "WRONG", wrongSettings());

        assertThat(Command.run(
                                PATIENCE,
                                environment,
                                List.of(
                                        java,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        classpath(source.resolve("pom.xml")),
                                        source.resolve("AbfsRoundTrip.java").toString()))
                        .expectSuccess()
                        .output()
                        .lines())
                .contains("ok");
    }

    /// What `amana connect hadoop` prints, in a file.
    private static String settings(String name, String... options) throws IOException {
        String[] command = Stream.concat(Stream.of("connect", "hadoop"), Stream.of(options))
                .toArray(String[]::new);
        String printed = server.amana(command).expectSuccess().output();
        String end = "</configuration>";
        Path file = folder.resolve(name + ".xml");
        Files.writeString(
                file, printed.substring(printed.indexOf("<configuration>"), printed.indexOf(end) + end.length()));
        return file.toString();
    }

    /// With a key of the right form that is nobody's, which `amana connect` would not print.
    private static String wrongSettings() throws IOException {
        String right = Files.readString(Path.of(settings("right")));
        String nobodys = Base64.getEncoder().encodeToString(new byte[64]);
        Path file = folder.resolve("wrong.xml");
        Files.writeString(file, right.replace(server.steward().key(), nobodys));
        return file.toString();
    }

    private static String classpath(Path pom) throws IOException {
        System.out.println("fetching what " + pom + " names from Maven Central");
        Path file = folder.resolve("classpath");
        Command.fetch(
                        PATIENCE,
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        StartedServer.home(),
                        List.of(
                                "./mvnw",
                                "--quiet",
                                "--no-transfer-progress",
                                "--file",
                                pom.toString(),
                                "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
                                "-Dmdep.outputFile=" + file))
                .expectSuccess();
        return Files.readString(file);
    }

    @Test
    void lanceDbKeepsATable() throws IOException {
        NpmProject.of("lancedb")
                .expectOk(
                        "roundtrip.mjs",
                        Map.of(
                                "CONNECTION_STRING", server.steward().connectionString(),
                                "ENDPOINT", server.blobEndpoint(),
                                "ACCOUNT", server.account(),
                                "STEWARD_KEY", server.steward().key(),
                                "READ_ONLY_KEY", server.key("P-2").key()));
    }
}
