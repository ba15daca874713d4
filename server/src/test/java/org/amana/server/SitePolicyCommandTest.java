package org.amana.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.server.AmanaConfig.Overrides;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a site forbids beyond the baseline, and who asks for more than a day's volume.
@Tag("slow")
class SitePolicyCommandTest {
    private static final String NO_READING = """
            // What the newsroom agreed on.

            // site/forbid/reading@1
            forbid (principal, action == Amana::Action::"read", resource);

            // site/forbid/machines-in-minutes@2
            forbid (principal, action, resource is Amana::Container)
            // whatever they are
            when { principal.kind == "analyser" && resource.name == "minutes" };
            """;

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private Amana server;

    @BeforeEach
    void up() throws IOException {
        Optional<Integer> any = Optional.of(0);
        server = Amana.open(AmanaConfig.load(data, new Overrides(any, any, any, any, Optional.empty(), false)));
        server.serve();
        try (Client client = new Client(Connection.require(data))) {
            client.createContainer("minutes");
            client.put("/minutes/of-may", "twenty bytes of text".getBytes(UTF_8));
        }
    }

    @AfterEach
    void down() {
        server.close();
    }

    @Test
    void policiesOfAFileAreInForceWithTheNextRequestAndShownAsTheyAreSet() throws IOException {
        amana("policy", "show").done();
        assertThat(read().statusCode()).isEqualTo(200);
        Path file = Files.writeString(elsewhere.resolve("site.cedar"), NO_READING);
        amana("policy", "set", "--dry-run", file.toString()).done("sound: 2 policies of this site");
        assertThat(read().statusCode()).isEqualTo(200);

        amana("policy", "set", file.toString()).done("in force from now on: ps-", "2 policies of this site");
        HttpResponse<String> refused = read();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("site/forbid/reading@1");

        CommandLine shown = amana("policy", "show").done("// site/forbid/reading@1\nforbid (");
        assertThat(shown.out()).contains("// whatever they are").doesNotContain("baseline/");
        amana("policy", "show", "--all").done("// baseline/forbid/hold@1\n", "// site/forbid/reading@1\n");
        Path again = Files.writeString(elsewhere.resolve("again.cedar"), shown.out());
        String inForce = server.operator().policies().id();
        amana("policy", "set", again.toString()).done("in force from now on: " + inForce);

        amana("policy", "set", Files.writeString(file, "// none any more\n").toString())
                .done("no policies of this site");
        assertThat(read().statusCode()).isEqualTo(200);
        CommandLine.assertSound(data);
    }

    @Test
    void aFileIsTheCallersWhateverItIsCalledAndHoweverItsPathIsWritten() throws IOException {
        Files.writeString(elsewhere.resolve("set"), NO_READING);
        amana("policy", "set", elsewhere + "//set").done("2 policies of this site");
        Path here = Path.of("").toAbsolutePath().relativize(elsewhere.resolve("set"));
        amana("policy", "set", "--dry-run", here.toString()).done("sound: 2 policies of this site");
        amana("policy", "set", here.toString(), "--text", "// none").refused("give a FILE or --text, not both");
        amana("policy", "set", elsewhere.resolve("nowhere").toString()).refused("there is no such file");
    }

    @Test
    void whatIsWrongWithAPolicyIsSaidAndChangesNothing() {
        String before = server.operator().policies().hash();
        refused("forbid (principal, action, resource);", "line 1: a policy begins with a line that says its id");
        refused("// site/Bad@1\nforbid (principal, action, resource);", "line 1: not the id of a policy");
        refused("// baseline/forbid/hold@2\nforbid (principal, action, resource);", "starts with site/");
        refused("// site/a/b@1\nforbid (principal", "site/a/b@1");
        refused(
                "\n// site/a/b@1\nforbid (principal, action, resource is Amana::Container)"
                        + " when { resource.nome == \"x\" };",
                "site/a/b@1",
                "nome");
        refused("// site/a/b@1\npermit (principal, action, resource);", "a site can only forbid");
        amana("policy", "set").refused("amana policy set wants a FILE, or --text TEXT");
        assertThat(server.operator().policies().hash()).isEqualTo(before);
    }

    @Test
    void whoeverNeedsMoreAsksForItWithTheKey() {
        amana("approval", "list").done("account archive has no requests for more");
        amana(
                        "purpose",
                        "add",
                        "--title",
                        "Berths",
                        "--bytes-per-day",
                        "5B",
                        "--approver",
                        "Nora",
                        "--approver",
                        "Omar")
                .done("P-5");
        String key = found(
                "key:\\s+(\\S{88})",
                amana("key", "add", "--purpose", "P-5", "--for", "Karim").done());
        assertThat(read(key).body()).contains("VolumeLimitReached");

        CommandLine asked = amana(
                        "approval", "ask", "--key", key, "--bytes", "2KiB", "--objects", "3", "--reason", "The tender")
                .done("A-1");
        assertThat(asked.err())
                .contains("P-5", "2 KiB and 3 objects more for Karim")
                .doesNotContain("note:");
        assertThat(read(key).body()).contains("ApprovalRequired");
        amana("approval", "list").done("A-1   P-5   asked   0 of 2 approvals, until", "more for Karim: The tender");

        CommandLine steward = amana("approval", "ask", "--bytes", "1GiB", "--reason", "All of it", "--hours", "5")
                .done("A-2");
        assertThat(steward.err()).contains("P-1", "more for Steward of archive", "note: P-1", "two must approve");
        amana("approval", "ask", "--reason", "x").refused("give --bytes or --objects");
        amana("approval", "ask", "--bytes", "1B", "--reason", "x", "--hours", "73")
                .refused("--hours: 1 to 72, not 73");
        amana("approval", "ask", "--bytes", "1B", "--reason", "x", "--key", "eA==")
                .refused("--key is no access key");
        amana("approval", "ask", "--bytes", "1B", "--reason", " ").refused("the reason has 1 to 400 characters");
        amana("purpose", "end", "P-5").done();
        amana("approval", "ask", "--bytes", "1B", "--reason", "x", "--key", key)
                .refused("--key is no key that is in force");
    }

    private void refused(String policies, String... said) {
        amana("policy", "set", "--text", policies).refused(said);
    }

    private HttpResponse<String> read() {
        return read(Connection.require(data).steward().key());
    }

    private HttpResponse<String> read(String key) {
        Connection connection = Connection.require(data);
        String address = connection.blobEndpoint() + "/minutes/of-may?"
                + Signatures.forClient(connection, connection.given("", key));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address, e);
        }
    }

    private static String found(String pattern, CommandLine in) {
        Matcher matcher = Pattern.compile(pattern).matcher(in.out());
        assertThat(matcher.find()).as(in.out()).isTrue();
        return matcher.group(1);
    }

    private CommandLine amana(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLine.amana(all.toArray(String[]::new));
    }
}
