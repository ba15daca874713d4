package org.amana.web.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A connection that keeps the request target from Jetty. Jetty would decode and resolve it, and refuses targets
/// that are good blob names (`/account/container/../../x`, `%00`, a lone `%`), whatever its URI compliance is set
/// to.
///
/// And one that stays with its virtual thread while the client keeps asking. Jetty goes back to the selector after
/// every request; the way there and back changes threads twice, and costs a seventh of a small GET.
final class RawConnection extends HttpConnection {
    /// The target of the request in progress. Written by the parser before the request is dispatched, and not again
    /// until it is complete: HTTP/1.1 handles one request of a connection at a time.
    private volatile String target = "/";

    private volatile @Nullable Look look;

    /// One look at what has come, by one thread.
    private static final class Look {
        private final Thread by = Thread.currentThread();
        private boolean metRequest;
        private @Nullable Callback awaiting; // to be called when more comes
    }

    private RawConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    String target() {
        return target;
    }

    /// Serves what has come. When there is no more, all others have their turn before the connection looks a last
    /// time: on busy cores the client has had its turn by then, too, and has sent its next request. On idle ones it
    /// costs one more read.
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but speed
    public void onFillable() {
        if (!Thread.currentThread().isVirtual()) {
            super.onFillable();
            return;
        }
        Look last = look();
        while (last.awaiting != null && last.metRequest && isBetweenRequests()) {
            Thread.yield();
            last = look();
        }
        Callback awaiting = last.awaiting;
        if (awaiting != null) {
            super.fillInterested(awaiting);
        }
    }

    /// Whether all is answered that has begun, and nothing forbids that more comes. Where something does, or Jetty
    /// answers what was no request on a thread of its own, the connection is not ours to look at.
    private boolean isBetweenRequests() {
        return getParser().isStart();
    }

    private Look look() {
        Look mine = new Look();
        look = mine;
        try {
            super.onFillable();
        } finally {
            // If a request ended on another thread, which goes on from here, that one has its own by now.
            if (look == mine) {
                look = null;
            }
        }
        return mine;
    }

    /// The look that this very thread has under way.
    private @Nullable Look mine() {
        Look current = look;
        return current != null && current.by == Thread.currentThread() ? current : null;
    }

    /// What Jetty asks for at the end of a look is kept until the last one.
    @Override
    public void fillInterested(Callback callback) {
        Look mine = mine();
        if (mine != null) {
            mine.awaiting = callback;
        } else {
            super.fillInterested(callback);
        }
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        target = uri;
        Look mine = mine();
        if (mine != null) {
            mine.metRequest = true;
        }
        return super.newHttpStream(method, HttpMethod.CONNECT.is(method) ? uri : "/", version);
    }

    static final class Factory extends HttpConnectionFactory {
        Factory(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            HttpConnection connection = new RawConnection(getHttpConfiguration(), connector, endPoint);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
