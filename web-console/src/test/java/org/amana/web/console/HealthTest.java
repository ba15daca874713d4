package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.amana.web.console.Browser.Page;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What those are told who watch a server; they compare the words.
final class HealthTest {
    @TempDir
    Path folder;

    @Test
    void aServerThatStartsIsNotThereYetAndOneThatIsInTroubleSaysWhat() {
        try (House house = new House(folder, InstantSource.system(), 0)) {
            Console console = new Console(house.services, house.config, InstantSource.system(), new SecureRandom());
            try (HttpServer server = HttpServer.start(HttpConfig.at("127.0.0.1", 0), console)) {
                Browser watch = new Browser(URI.create("http://127.0.0.1:" + server.port()));
                told(watch, 503, "starting\n");
                console.ready(Optional::empty);
                told(watch, 200, "ok\n");
                console.ready(() -> Optional.of("the ledger cannot publish"));
                told(watch, 200, "the ledger cannot publish\n");
            }
        }
    }

    private static void told(Browser watch, int status, String body) {
        Page page = watch.get("/healthz");
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.body()).isEqualTo(body);
        assertThat(page.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }
}
