package org.amana.server;

import static org.amana.server.CommandLine.amana;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.server.AmanaConfig.Overrides;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where folders land, and that none of them takes the place of another.
@Tag("slow")
class FolderImportTest {
    @TempDir
    Path data;

    @TempDir
    Path home;

    private Amana server;

    @BeforeEach
    void up() throws IOException {
        Optional<Integer> any = Optional.of(0);
        server = Amana.open(AmanaConfig.load(data, new Overrides(any, any, any, any, Optional.empty(), false)));
        server.serve();
    }

    @AfterEach
    void down() {
        server.close();
    }

    @Test
    void namesThatAreLikeEachOtherInLatinLettersAloneAreToldApart() {
        assertThat(List.of("samples", "Berth 9", "my_files.old", "Résumés", "a"))
                .extracting(name -> Landing.nameFor(home.resolve(name)))
                .containsExactly("samples", "berth-9", "my-files-old", "resumes", "folder-a");
        List<String> others = List.of("وثائق", "صور", "документы", "---", "- -", "x وثائق", "x صور", "y".repeat(80));
        assertThat(others)
                .extracting(name -> Landing.nameFor(home.resolve(name)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}"));
    }

    @Test
    void foldersWithNamesInOtherLettersDoNotOverwriteEachOther() throws IOException {
        String documents = container(taken(folder("وثائق", "A")).done(": 1 taken in, 0 there already"));
        String pictures = container(taken(folder("صور", "BB")).done(": 1 taken in, 0 there already"));
        assertThat(documents).isNotEqualTo(pictures);
        assertThat(stored(documents)).isEqualTo("A");
        assertThat(stored(pictures)).isEqualTo("BB");
        assertThat(container(taken(home.resolve("وثائق")).done(": 0 taken in, 1 there already")))
                .isEqualTo(documents);
    }

    @Test
    void foldersOfOneNameHaveAContainerEach() throws IOException {
        assertThat(container(taken(folder("Berth 9", "A")).done())).isEqualTo("berth-9");
        String other = container(taken(folder("berth-9", "BB")).done(": 1 taken in, 0 there already"));
        assertThat(other).startsWith("berth-9-");
        assertThat(stored("berth-9")).isEqualTo("A");
        assertThat(container(
                        taken(folder("berth-9", "CCC"), "--replace").done(": 0 taken in, 1 replaced, 0 there already")))
                .isEqualTo(other);
        assertThat(stored("berth-9")).isEqualTo("A");
    }

    @Test
    void anotherMediumAtTheSamePathReplacesNothingUnlessItIsToldTo() throws IOException {
        taken(folder("usb", "A1")).done("Container usb: 1 taken in, 0 there already");
        Path other = folder("usb", "B1");
        Files.writeString(other.resolve("new.txt"), "B2");
        Files.createSymbolicLink(other.resolve("link.txt"), other.resolve("new.txt"));
        CommandLine again = taken(other);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out()).contains("Container usb: 1 taken in, 0 there already, 1 not taken in");
        assertThat(again.err())
                .contains("passed over: link.txt, a link")
                .contains("not taken in: list.txt, whose name something else has; --replace");
        assertThat(stored("usb")).isEqualTo("A1");
        taken(other, "--replace").done("Container usb: 0 taken in, 1 replaced, 1 there already");
        assertThat(stored("usb")).isEqualTo("B1");
    }

    @Test
    void whatSomebodyElsePutIntoAContainerIsReplacedOnlyWhenThatIsSaid() throws IOException {
        try (Client client = new Client(Connection.require(data))) {
            client.createContainer("samples");
            client.put("/samples/list.txt", "theirs".getBytes(StandardCharsets.UTF_8));
        }
        Path folder = folder("samples", "ours");
        Files.writeString(folder.resolve("more.txt"), "more");
        assertThat(taken(folder).err()).contains("not taken in: list.txt");
        assertThat(stored("samples")).isEqualTo("theirs");
        taken(folder, "--container", "samples", "--replace")
                .done("Container samples: 0 taken in, 1 replaced, 1 there already");
        assertThat(stored("samples")).isEqualTo("ours");
        taken(folder).done("Container samples: 0 taken in, 2 there already");
    }

    private Path folder(String name, String list) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.writeString(folder.resolve("list.txt"), list);
        return folder;
    }

    private CommandLine taken(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("import", folder.toString(), "--data", data.toString()));
        all.addAll(List.of(options));
        return amana(all.toArray(String[]::new));
    }

    private static String container(CommandLine taken) {
        return taken.out()
                .lines()
                .filter(line -> line.startsWith("Container "))
                .findFirst()
                .orElseThrow()
                .split("[ :]")[1];
    }

    private String stored(String container) {
        try (Client client = new Client(Connection.require(data))) {
            return new String(client.get("/" + container + "/list.txt").body(), StandardCharsets.UTF_8);
        }
    }
}
