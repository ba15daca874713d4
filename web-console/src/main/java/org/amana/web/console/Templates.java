package org.amana.web.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.amana.web.console.view.Page;

/// Sets pages from the templates that were compiled at build time. Escaping is by context and cannot be forgotten: only
/// `Markup`, which escapes what it is made of, passes as it is.
final class Templates {
    private static final String PACKAGE = "org.amana.web.console.pages";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    /// The page `page/<name>.jte` with its view record, as UTF-8.
    byte[] render(String name, Page page, Object view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render("page/" + name + ".jte", Map.of("page", page, "view", view), output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes::write);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
