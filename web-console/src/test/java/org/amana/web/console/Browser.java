package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without JavaScript: it keeps cookies, follows links by their addresses, and sends forms with the hidden
/// fields that they hold.
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

    private final URI home;
    private final HttpClient client;
    private final Map<String, String> cookies = new TreeMap<>();
    private String csrf = "";

    Browser(URI home) {
        this.home = home;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /// What came back.
    record Page(int status, String body, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return body.replaceAll("<(script|style)[^>]*>.*?</\\1>", " ")
                    .replaceAll("<[^>]+>", " ")
                    .replaceAll("\\s+", " ");
        }

        String title() {
            return all("<title>([^<]*)</title>").getFirst();
        }

        /// What stands at its end: the entries that it caused.
        String receipt() {
            return body.substring(body.indexOf("class=\"receipt\""));
        }

        /// The entries of the log that it lists, by their addresses.
        List<String> rows() {
            return all("class=\"a-ent num\"><a href=\"(/ledger/\\d+)\"");
        }

        /// Where the link to a neighbour leads.
        ///
        /// @param rel `next`, `prev` or the like
        String way(String rel) {
            return all("rel=\"" + rel + "\" href=\"([^\"]+)\"").getFirst().replace("&amp;", "&");
        }

        /// What an expression finds in its HTML, each time the first group.
        List<String> all(String regex) {
            List<String> found = new ArrayList<>();
            Matcher matcher = Pattern.compile(regex).matcher(body);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    Page get(String path) {
        return remember(send(HttpRequest.newBuilder(home.resolve(path))));
    }

    Page get(String path, String header, String value) {
        return remember(send(HttpRequest.newBuilder(home.resolve(path)).header(header, value)));
    }

    /// As a browser asks that says who made it ask, and what for.
    Page fetch(String path, String site, String mode, String destination) {
        return remember(send(HttpRequest.newBuilder(home.resolve(path))
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination)));
    }

    /// Sends a form with the proof of the last page that held one.
    Page post(String path, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.addAll(List.of("csrf", csrf));
        return postExactly(path, fields.toArray(String[]::new));
    }

    Page postExactly(String path, String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        }
        return remember(send(HttpRequest.newBuilder(home.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))));
    }

    /// Sends files as a browser does.
    Page upload(String path, String folder, String... namesAndContents) {
        StringBuilder body = new StringBuilder();
        body.append("--bound\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n")
                .append(csrf);
        body.append("\r\n--bound\r\nContent-Disposition: form-data; name=\"folder\"\r\n\r\n")
                .append(folder);
        for (int i = 0; i < namesAndContents.length; i += 2) {
            body.append("\r\n--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                    .append(namesAndContents[i])
                    .append("\"\r\nContent-Type: text/plain\r\n\r\n")
                    .append(namesAndContents[i + 1]);
        }
        return post(
                path,
                "multipart/form-data; boundary=bound",
                body.append("\r\n--bound--\r\n").toString(),
                "text/html");
    }

    Page post(String path, String type, String body, String accept) {
        return remember(send(HttpRequest.newBuilder(home.resolve(path))
                .header("Content-Type", type)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body))));
    }

    /// Sends an empty form with one more header.
    Page postWith(String path, String header, String value) {
        return remember(send(HttpRequest.newBuilder(home.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(BodyPublishers.ofString("csrf=" + csrf))));
    }

    void signIn(String account, String key) {
        Page page = postExactly("/sign-in", "account", account, "key", key);
        assertThat(page.status()).as(page.body()).isEqualTo(303);
        get("/session");
    }

    String csrf() {
        return csrf;
    }

    private Page remember(Page page) {
        Matcher found = CSRF.matcher(page.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return page;
    }

    private void keep(String cookie) {
        String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private Page send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie", cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Page(response.statusCode(), new String(response.body(), UTF_8), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
