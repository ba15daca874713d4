package org.amana.web.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// A connection that keeps the request target from Jetty. Jetty would decode and resolve it, and refuses targets
/// that are good blob names (`/account/container/../../x`, `%00`, a lone `%`), whatever its URI compliance is set
/// to.
final class RawConnection extends HttpConnection {
    /// The target of the request in progress. Written by the parser before the request is dispatched, and not again
    /// until it is complete: HTTP/1.1 handles one request of a connection at a time.
    private volatile String target = "/";

    private RawConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    String target() {
        return target;
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        target = uri;
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
