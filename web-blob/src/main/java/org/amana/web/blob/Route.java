package org.amana.web.blob;

import java.util.Locale;
import org.amana.web.http.Exchange;

/// What tells one operation from another.
///
/// @param restype the query parameter of that name in lower case, as Azure compares it without case; "" when absent
/// @param comp the same of the parameter `comp`
record Route(String method, Level level, String restype, String comp, Source source) {
    Route {
        restype = restype.toLowerCase(Locale.ROOT);
        comp = comp.toLowerCase(Locale.ROOT);
    }

    /// Whether the bytes come with the request or from elsewhere.
    enum Source {
        BODY,
        /// `x-ms-copy-source` alone.
        COPY,
        /// `x-ms-copy-source` with `x-ms-requires-sync: true`.
        COPY_NOW,
        /// `x-ms-copy-source` with a blob type, or for a block.
        URL
    }

    static Route of(Exchange exchange, Target target, Query query) {
        String comp = query.text("comp");
        boolean writes = exchange.method().equals("PUT") && target.level() == Level.BLOB;
        return new Route(
                exchange.method(),
                target.level(),
                query.text("restype"),
                comp,
                writes ? source(exchange, comp) : Source.BODY);
    }

    private static Source source(Exchange exchange, String comp) {
        if (exchange.header("x-ms-copy-source").isEmpty()) {
            return Source.BODY;
        }
        if (exchange.header(BlobHeaders.TYPE).isPresent() || !comp.isEmpty()) {
            return Source.URL;
        }
        boolean now = exchange.header("x-ms-requires-sync").orElse("").equalsIgnoreCase("true");
        return now ? Source.COPY_NOW : Source.COPY;
    }

    static Route account(String method, String restype, String comp) {
        return new Route(method, Level.ACCOUNT, restype, comp, Source.BODY);
    }

    static Route container(String method, String comp) {
        return new Route(method, Level.CONTAINER, "container", comp, Source.BODY);
    }

    static Route blob(String method, String comp) {
        return new Route(method, Level.BLOB, "", comp, Source.BODY);
    }

    Route from(Source other) {
        return new Route(method, level, restype, comp, other);
    }

    Route at(Level other) {
        return new Route(method, other, restype, comp, source);
    }
}
