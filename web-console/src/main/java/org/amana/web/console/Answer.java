package org.amana.web.console;

import java.io.IOException;
import java.util.Map;
import org.amana.web.console.view.Page.Section;
import org.amana.web.http.Exchange;

/// What a page's handler answers; how it is written to the wire is decided in one place.
sealed interface Answer {
    /// A page set from the template of that name.
    ///
    /// @param title for the window, in the words of the visit
    record Html(int status, String template, String title, Section section, Object view) implements Answer {}

    /// Go there with a GET (303): what follows every POST that changed something.
    record Redirect(String address) implements Answer {}

    /// Something that is no page: a picture, a download, a file of the log. It sets its own headers.
    record Raw(Writer writer) implements Answer {}

    /// Writes an answer that is no page.
    @FunctionalInterface
    interface Writer {
        void write(Exchange exchange) throws IOException;
    }

    static Html page(String template, String title, Section section, Object view) {
        return new Html(200, template, title, section, view);
    }

    static Redirect to(Object address) {
        return new Redirect(address.toString());
    }

    /// A whole body with the headers given.
    static Raw bytes(int status, byte[] body, Map<String, String> headers) {
        return new Raw(exchange -> {
            exchange.status(status);
            headers.forEach(exchange::set);
            exchange.send(body);
        });
    }
}
