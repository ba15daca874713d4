package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.policy.PurposeId;
import org.amana.server.AmanaConfig.Overrides;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of a new data folder, whatever comes between.
@Tag("slow")
class FirstStartTest {
    @TempDir
    Path data;

    private AmanaConfig config(int blobPort) {
        return AmanaConfig.load(
                data,
                new Overrides(
                        Optional.of(0),
                        Optional.of(blobPort),
                        Optional.of(0),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    private List<String> keysOfAStart() throws IOException {
        try (Amana server = Amana.open(config(0))) {
            return server.serve().keys().stream().map(Connection.Key::key).toList();
        }
    }

    @Test
    void keysThatAStartCouldNotTellAreMadeAnewByTheNext() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Amana server = Amana.open(config(taken.getLocalPort()))) {
            assertThatThrownBy(server::serve)
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContainingAll("cannot listen", "--blob-port N takes another port");
        }
        List<String> keys = keysOfAStart();
        assertThat(keys).hasSize(3);
        assertThat(keysOfAStart()).isEqualTo(keys);
    }

    @Test
    void aServerStartsThoughTheStewardHasNoKeyAndNobodyActsInHisPlace() throws IOException {
        assertThat(keysOfAStart()).hasSize(3);
        for (String key : List.of("K-1", "K-2", "K-3")) {
            CommandLine.amana("key", "end", key, "--data", data.toString()).done();
        }
        CommandLine.amana("key", "add", "--purpose", "P-1", "--for", "Karim", "--data", data.toString())
                .done();
        try (Amana server = Amana.open(config(0))) {
            Connection connection = server.serve();
            assertThat(connection.signIn()).as("it would sign Karim in").isEmpty();
            assertThat(connection.keys()).as("ended keys").isEmpty();
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            new Welcome(connection, data, server.operator().lapses().keyForTheSteward(), true)
                    .print(new PrintStream(told, true, StandardCharsets.UTF_8));
            assertThat(told.toString(StandardCharsets.UTF_8))
                    .contains(
                            "No key of the steward's is known here that is in force",
                            "./amana key add --purpose P-1 --for \"Steward of archive\" --data " + data);
            told.reset();
            new Welcome(connection, Path.of("/srv/my data"), "", true)
                    .print(new PrintStream(told, true, StandardCharsets.UTF_8));
            assertThat(told.toString(StandardCharsets.UTF_8)).contains("./amana verify --data '/srv/my data' ");
            CommandLine.amana("account", "set", "--versions", "on", "--data", data.toString())
                    .done();
            assertThat(server.operator().directory().serviceCredential(PurposeId.parse("P-1"), "Operator of archive"))
                    .as("who answers for it")
                    .isPresent();
        }
    }

    @Test
    void theAccountOfADataFolderStays() throws IOException {
        List<String> keys = keysOfAStart();
        Path settings = Files.writeString(data.resolve(AmanaConfig.FILE_NAME), "account=other\n");
        try (Amana server = Amana.open(config(0))) {
            assertThatThrownBy(server::serve)
                    .isInstanceOf(AmanaException.class)
                    .hasMessage("amana.conf names the account other, but that of this data folder is archive and stays"
                            + " it: write account=archive");
        }
        Files.delete(settings);
        assertThat(keysOfAStart()).isEqualTo(keys);
    }
}
