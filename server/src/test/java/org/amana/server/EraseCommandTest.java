package org.amana.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.ledger.Opened;
import org.amana.ledger.Subject;
import org.amana.server.AmanaConfig.Overrides;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is erased cannot be opened any more, and the log stands.
@Tag("slow")
class EraseCommandTest {
    private static final Subject MAY = Subject.object("minutes/of-may");

    @TempDir
    Path data;

    private Amana server;
    private Subject nora;

    @BeforeEach
    void up() throws IOException {
        start();
        String key = amana("key", "add", "--purpose", "P-2", "--for", "Nora")
                .done()
                .out()
                .replaceAll("(?s).*key: +(\\S{88}).*", "$1");
        Connection connection = Connection.require(data);
        try (Client client = new Client(connection);
                Client hers = new Client(connection, new Connection.Key("P-2", "Reading room", key, ""))) {
            client.createContainer("minutes");
            client.put("/minutes/of-may", "twenty bytes of text".getBytes(UTF_8));
            assertThat(hers.get("/minutes/of-may").statusCode()).isEqualTo(200);
        }
        nora = Subject.actor(server.operator().called("Nora").getFirst().id().toString());
    }

    private void start() throws IOException {
        Optional<Integer> any = Optional.of(0);
        server = Amana.open(AmanaConfig.load(data, new Overrides(any, any, any, any, Optional.empty(), false)));
        server.serve();
    }

    @AfterEach
    void down() {
        server.close();
    }

    @Test
    void aPersonIsErasedOnceTheOperatorSaysSo() throws IOException {
        List<Opened> before = entries(nora);
        assertThat(before).hasSize(2); // that a key was given to her, and what she read
        assertThat(before.getFirst().value("object")).contains("minutes/of-may");
        amana("erase", "--person", "Nora").done("2 entries have the name Nora. Nothing is erased yet", "--yes");
        assertThat(entries(nora)).hasSize(2);

        CommandLine done = amana("erase", "--person", "Nora", "--yes").done("the name Nora behind 2 entries; entry ");
        assertThat(done.err()).contains("Nora holds K-", "backups made before now still have it");
        server.close();
        start();
        assertThat(entries(nora)).isEmpty();
        Opened read = entries(MAY).stream()
                .filter(each -> each.index() == before.getFirst().index())
                .findFirst()
                .orElseThrow();
        assertThat(read.entry()).isEqualTo(before.getFirst().entry());
        assertThat(read.value("actor")).isEmpty();
        assertThat(read.value("client")).isEmpty();
        amana("erase", "--person", "Nora", "--yes").refused("no entry that can still be opened has the name Nora");
        CommandLine.assertSound(data);
    }

    @Test
    void anObjectIsErasedAndWhoActedStays() {
        int many = entries(MAY).size();
        amana("erase", "--object", "minutes/of-may", "--yes").done("behind " + many + " entries");
        assertThat(entries(MAY)).isEmpty();
        assertThat(entries(nora))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.value("object")).isEmpty());
        CommandLine.assertSound(data);
    }

    @Test
    void whatIsNotThereIsSaid() {
        amana("erase").refused("amana erase wants --person NAME or --object NAME");
        amana("erase", "--person", "Nora", "--object", "minutes/of-may").refused("--person NAME or --object NAME");
        amana("erase", "--person", "Nobody").refused("nobody has the name Nobody");
        amana("erase", "--object", "minutes/of-june").refused("no entry", "minutes/of-june");
        amana("erase", "--object", "").refused("at least one character");
    }

    private List<Opened> entries(Subject subject) {
        return server.operator().erasure().entriesOf(subject, 100);
    }

    private CommandLine amana(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLine.amana(all.toArray(String[]::new));
    }
}
