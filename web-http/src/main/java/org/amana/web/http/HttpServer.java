package org.amana.web.http;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A listening server: HTTP/1.1, or with TLS also HTTP/2, as the client chooses (ALPN, RFC 7301). Requests run on
/// virtual threads; a handful of platform threads select and accept.
///
/// An [Error] that a handler throws (memory gone, a disk that lies) is not answered: the connection is broken off
/// and the error goes to the default uncaught-exception handler, which decides about the process.
public final class HttpServer implements AutoCloseable {
    private static final int PLATFORM_THREADS = 16;

    /// So long a connection may rest once nobody is let in any more.
    private static final Duration REST_AT_THE_END = Duration.ofSeconds(1);

    private final Server server;
    private final PacedConnector connector;

    private HttpServer(Server server, PacedConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Listens in the clear, and returns once connections are accepted.
    ///
    /// @throws AmanaException `CONFIGURATION` when the address cannot be listened on, naming it
    public static HttpServer start(HttpConfig config, Handler handler) {
        return start(config, handler, new RawConnection.Factory(httpConfiguration(config)));
    }

    /// Listens with TLS alone, and returns once connections are accepted.
    ///
    /// @throws AmanaException `CONFIGURATION` when the address cannot be listened on, naming it, or when key and
    ///     certificates do not go together
    public static HttpServer start(HttpConfig config, Tls tls, Handler handler) {
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        HttpConfiguration http = httpConfiguration(config);
        // Names with //, %2F or dots between slashes are good; what more HTTP/2 refuses is refused before us.
        http.setUriCompliance(UriCompliance.UNSAFE);
        // Whatever name a client reached us by is good: accounts are known, hosts are not looked at.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        RawConnection.Factory http1 = new RawConnection.Factory(http);
        choice.setDefaultProtocol(http1.getProtocol());
        return start(
                config,
                handler,
                new SslConnectionFactory(tls.contextFactory(), choice.getProtocol()),
                choice,
                http2,
                http1);
    }

    private static HttpServer start(HttpConfig config, Handler handler, ConnectionFactory... protocols) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 4);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(
                task -> Thread.ofVirtual().name("http-request").start(task));

        Server server = new Server(threads);
        PacedConnector connector = new PacedConnector(server, config, protocols);
        connector.setHost(config.bind());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        connector.setShutdownIdleTimeout(REST_AT_THE_END.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.connections(), connector));
        Dispatch dispatch = new Dispatch(config, handler);
        server.setHandler(dispatch);
        server.setErrorHandler(dispatch::refuse);
        server.setStopTimeout(0);

        HttpServer started = new HttpServer(server, connector);
        try {
            server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    e instanceof BindException || e instanceof IOException
                            ? "cannot listen on " + config.bind() + ":" + config.port() + ": " + deepest(e)
                            : "the HTTP server did not start: " + e,
                    e);
        }
    }

    /// The port that is listened on, also when any free one was asked for.
    public int port() {
        return connector.getLocalPort();
    }

    /// How many connections are open.
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /// Takes no more connections and closes those that rest; one with a request ends with its answer.
    ///
    /// @return done when none is left
    public CompletableFuture<Void> letGo() {
        return Graceful.shutdown(server);
    }

    /// Stops accepting and closes every connection.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AmanaException(ErrorCode.INTERNAL, "the HTTP server did not stop cleanly: " + e, e);
        }
    }

    private static HttpConfiguration httpConfiguration(HttpConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        int headers = Math.toIntExact(config.headers().bytes());
        http.setRequestHeaderSize(headers);
        http.setResponseHeaderSize(4 * 1024);
        // A blob gives back what several requests said of it: its headers, its metadata, the source it was copied from.
        http.setMaxResponseHeaderSize(4 * headers);
        http.setOutputBufferSize(64 * 1024);
        http.setInputBufferSize(64 * 1024);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setHeaderCacheSize(0); // it takes 100 KB for each connection
        http.setHeaderCacheCaseSensitive(true); // the other cache, which is everybody's, spells values its own way
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(true);
        http.setNotifyRemoteAsyncErrors(false);
        http.setMaxUnconsumedRequestContentReads(16);
        return http;
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "nobody knows a machine or an address of that name";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
