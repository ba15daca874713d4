package org.amana.soak;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.amana.testkit.StartedServer;

/// Somebody at the console, signed in with the one-time link: looks at pages, and searches. One thread.
final class Reader {
    private static final List<String> PAGES =
            List.of("/", "/containers", "/containers/shared-0", "/search?q=harbour", "/ledger", "/purposes");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI console;
    private final Findings findings;
    private int turned;
    private volatile boolean mayBreakOff;

    Reader(StartedServer server, Findings findings) {
        this.console = URI.create(server.console());
        this.findings = findings;
        signIn(URI.create(server.signIn()));
    }

    /// From now on the server may go away at any moment.
    void expectBreakOffs() {
        mayBreakOff = true;
    }

    /// Opens the next page.
    void turn() {
        String page = PAGES.get(turned++ % PAGES.size());
        send(HttpRequest.newBuilder(console.resolve(page)).GET(), page);
    }

    private void signIn(URI link) {
        HttpRequest.Builder redeem = HttpRequest.newBuilder(console.resolve("/sign-in/link"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", console.toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(link.getRawQuery()));
        send(redeem, "the sign-in link");
    }

    private void send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 400) {
                findings.add("console: " + what + " was answered " + answer.statusCode());
            }
        } catch (IOException e) {
            if (!mayBreakOff) {
                findings.add("console: " + what + " got no answer although the server lives: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
