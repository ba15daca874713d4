package org.amana.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Goes out for URLs that others named; see the package. Safe for many threads, virtual ones too. Keeps no cookies,
/// follows no proxy setting, decodes no content, sends nothing that it was not told to.
public final class Outbound implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final String AGENT = "amana";
    private static final Outcome LATE = new Outcome.Unreachable("no answer came in time");

    private final OutboundConfig config;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbound-watch").daemon().factory());

    private Outbound(OutboundConfig config, PublicAddresses.Lookup lookup) {
        this.config = config;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(config, new PublicAddresses(config.networks(), lookup)))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(config.connectWithin()))
                        .setResponseTimeout(timeout(config.answerWithin()))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent(AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    public static Outbound open(OutboundConfig config) {
        return open(config, InetAddress::getAllByName);
    }

    /// With another way to resolve names, for tests.
    static Outbound open(OutboundConfig config, PublicAddresses.Lookup lookup) {
        return new Outbound(config, lookup);
    }

    private static PoolingHttpClientConnectionManager connections(OutboundConfig config, PublicAddresses addresses) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(config.connections())
                .setMaxConnPerRoute(Math.ceilDiv(config.connections(), 2))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(config.connectWithin()))
                        .setSocketTimeout(timeout(config.answerWithin()))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(timeout(config.connectWithin()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(config.connectWithin()))
                        .build())
                .build();
    }

    private static Timeout timeout(java.time.Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /// Goes, follows redirects, and answers as soon as the answer's head is there. An [Answer] must be closed.
    public Outcome run(Errand errand) {
        Errand next = errand;
        for (int redirects = 0; ; redirects++) {
            Outcome outcome = once(next);
            Optional<URI> elsewhere = outcome instanceof Answer answer ? redirect(next, answer) : Optional.empty();
            if (elsewhere.isEmpty()) {
                return outcome;
            }
            ((Answer) outcome).close();
            if (redirects == MOST_REDIRECTS) {
                return new Outcome.Unreachable("it redirects more than " + MOST_REDIRECTS + " times");
            }
            next = next.at(elsewhere.get());
        }
    }

    /// Where an answer to a GET sends us; never from https to http, and never for a POST, whose body was meant for
    /// one place.
    private static Optional<URI> redirect(Errand errand, Answer answer) {
        boolean redirects = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> errand.body().isEmpty();
            default -> false;
        };
        if (!redirects) {
            return Optional.empty();
        }
        try {
            return answer.header("Location")
                    .map(location -> Errand.checked(errand.url().resolve(location)))
                    .filter(url -> errand.url().getScheme().equalsIgnoreCase("http")
                            || url.getScheme().equalsIgnoreCase("https"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Outcome once(Errand errand) {
        HttpUriRequestBase request = request(errand);
        AtomicBoolean late = new AtomicBoolean();
        try {
            ScheduledFuture<?> watching = watch.schedule(
                    () -> {
                        late.set(true);
                        request.cancel();
                    },
                    headWithin().toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                HttpHost host = new HttpHost(
                        errand.url().getScheme(),
                        errand.url().getHost(),
                        errand.url().getPort());
                return answer(errand, request, client.executeOpen(host, request, null));
            } finally {
                watching.cancel(false);
            }
        } catch (IOException e) {
            return late.get() ? LATE : without(e);
        } catch (IllegalStateException | RejectedExecutionException e) {
            return endedBeforeItBegan(e, late.get());
        }
    }

    /// What is cancelled before it has its connection, because the name was looked up for so long, ends with an
    /// `IllegalStateException` (HttpClient 5, `InternalExecRuntime`); so does what comes when this is closed.
    private Outcome endedBeforeItBegan(RuntimeException e, boolean late) {
        if (late) {
            return LATE;
        }
        if (watch.isShutdown()) {
            return new Outcome.Unable("this server stops");
        }
        throw e;
    }

    private java.time.Duration headWithin() {
        return config.connectWithin().plus(config.answerWithin());
    }

    private static HttpUriRequestBase request(Errand errand) {
        HttpUriRequestBase request = new HttpUriRequestBase(errand.body().isPresent() ? "POST" : "GET", errand.url());
        errand.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                request.addHeader(name, value);
            }
        });
        errand.body()
                .ifPresent(body -> request.setEntity(new ByteArrayEntity(
                        body,
                        ContentType.parse(errand.headers().getOrDefault("Content-Type", "application/octet-stream")))));
        return request;
    }

    private Answer answer(Errand errand, HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Header header : response.getHeaders()) {
            headers.add(Map.entry(header.getName(), header.getValue() == null ? "" : header.getValue()));
        }
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        return new Answer(
                errand.url(),
                response.getCode(),
                Answer.collect(headers),
                new SteadyInput(body, config.slowestPerSecond(), InstantSource.system()),
                () -> end(request, response));
    }

    /// Cancelling breaks off what is still coming; after the end of the body it does nothing, and the connection
    /// is used again.
    private static void end(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
        }
    }

    private static Outcome without(IOException e) {
        return switch (e) {
            case ConnectionRequestTimeoutException _ -> new Outcome.Unable("too many others are being fetched");
            case SocketTimeoutException _ -> LATE;
            case UnknownHostException _ -> new Outcome.Unreachable("it has no address that may be reached from here");
            case SSLException _ -> new Outcome.Unreachable("its TLS cannot be trusted: " + e.getMessage());
            case ConnectException _ -> new Outcome.Unreachable("it cannot be connected to");
            default -> new Outcome.Unreachable("it does not speak HTTP, or broke off");
        };
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            client.close();
        } catch (IOException _) {
            // Connections that do not close are closed with the process.
        }
    }
}
