package org.amana.web.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Brings each request to the handler, and everything that goes wrong to one answer.
final class Dispatch extends org.eclipse.jetty.server.Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

    private final HttpConfig config;
    private final Handler handler;

    Dispatch(HttpConfig config, Handler handler) {
        this.config = config;
        this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        PacedConnector.PacedEndPoint socket = PacedConnector.PacedEndPoint.of(connection.getConnection());
        if (connection instanceof RawConnection raw) {
            paced(socket.pace(), () -> answer(request, response, raw.target(), socket.pace(), callback));
            return true;
        }
        Pace stream = socket.join(config);
        try {
            String target = String.valueOf(request.getHttpURI().getPathQuery());
            paced(stream, () -> answer(request, response, target, stream, callback));
        } finally {
            socket.leave(stream);
        }
        return true;
    }

    private static void paced(Pace pace, Runnable work) {
        pace.begin();
        try {
            work.run();
        } finally {
            pace.end();
        }
    }

    private void answer(Request request, Response response, String sent, Pace pace, Callback callback) {
        RequestTarget target;
        try {
            target = RequestTarget.parse(request.getMethod(), sent);
            requireOneAuthority(request, target);
            requirePlainChunks(request);
        } catch (IllegalArgumentException e) {
            RequestTarget none = new RequestTarget(Optional.empty(), "/", "");
            complete(new JettyExchange(request, response, none, pace), callback, exchange -> {
                exchange.set("Connection", "close");
                handler.fail(exchange, Failure.refused(400, String.valueOf(e.getMessage())));
            });
            return;
        }
        complete(new JettyExchange(request, response, target, pace), callback, handler);
    }

    private static void requireOneAuthority(Request request, RequestTarget target) {
        target.authority().ifPresent(authority -> {
            if (!authority.equalsIgnoreCase(request.getHeaders().get("Host"))) {
                throw new IllegalArgumentException("The request target and the Host header name different hosts.");
            }
        });
    }

    /// RFC 9112 §6.1: no transfer coding in HTTP/1.0, and we offer none but chunked.
    private static void requirePlainChunks(Request request) {
        String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
        if (coding == null) {
            return;
        }
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
            throw new IllegalArgumentException("Transfer-Encoding needs HTTP/1.1.");
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new IllegalArgumentException("The only transfer coding is chunked, not " + coding + ".");
        }
    }

    private void complete(JettyExchange exchange, Callback callback, Handler toRun) {
        try {
            run(exchange, toRun);
            if (exchange.answered()) {
                exchange.drain(config);
                callback.succeeded();
            } else {
                callback.failed(new IOException("the answer to " + name(exchange) + " was broken off"));
            }
        } catch (Exception e) {
            callback.failed(e);
        } catch (Error e) {
            callback.failed(e);
            report(e);
        } finally {
            exchange.release();
        }
    }

    private void run(JettyExchange exchange, Handler toRun) throws IOException {
        try {
            toRun.handle(exchange);
            if (!exchange.committed()) {
                throw new IllegalStateException("no answer was given to " + name(exchange));
            }
        } catch (Exception e) {
            answerFailure(exchange, e);
        }
    }

    private void answerFailure(JettyExchange exchange, Exception thrown) throws IOException {
        if (exchange.clientGone()) {
            LOG.log(Level.DEBUG, () -> "client left during " + name(exchange));
            return;
        }
        Failure failure = Failure.of(thrown);
        if (failure.status() >= 500) {
            LOG.log(Level.WARNING, name(exchange) + " failed", thrown);
        }
        if (!exchange.committed()) {
            exchange.reset();
            handler.fail(exchange, failure);
        }
    }

    /// Jetty's way of answering what it could not parse.
    boolean refuse(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object thrown = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        String reason = thrown instanceof HttpException http && http.getReason() != null
                ? http.getReason()
                : "The request is not acceptable HTTP.";
        RequestTarget none = new RequestTarget(Optional.empty(), "/", "");
        complete(new JettyExchange(request, response, none, new Pace(config)), callback, exchange -> {
            exchange.set("Connection", "close");
            handler.fail(exchange, Failure.refused(status < 400 ? 400 : status, reason));
        });
        return true;
    }

    private static String name(Exchange exchange) {
        return exchange.method() + " " + exchange.rawPath();
    }

    /// An [Error] is not ours to survive: whoever started the process said what is to happen.
    private static void report(Error error) {
        Thread thread = Thread.currentThread();
        Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler())
                .ifPresentOrElse(
                        last -> last.uncaughtException(thread, error),
                        () -> LOG.log(Level.ERROR, "error in a request", error));
    }
}
