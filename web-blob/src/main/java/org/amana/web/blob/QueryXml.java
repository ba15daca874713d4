package org.amana.web.blob;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.query.Format;
import org.amana.query.QueryException;
import org.amana.query.Statement;

/// What Query Blob Contents is asked, in XML.
///
/// @param input, output how records are read and written
record QueryXml(Statement statement, Format input, Format output) {
    /// @param now what `UTCNOW()` comes to
    /// @throws AmanaException `INVALID_XML` for a document of another shape or a statement that is none,
    ///     `NOT_IMPLEMENTED` for formats that are not there
    static QueryXml parse(XmlElement document, Instant now) {
        XmlElement request = document.named("QueryRequest");
        if (!request.requireTextOf("QueryType").equalsIgnoreCase("SQL")) {
            throw new AmanaException(ErrorCode.INVALID_XML, "QueryType is SQL, not " + request.textOf("QueryType"));
        }
        try {
            Format input = format(request.child("InputSerialization"), Format.Delimited.DEFAULT);
            return new QueryXml(
                    Statement.parse(request.exactTextOf("Expression"), now),
                    input,
                    format(request.child("OutputSerialization"), input));
        } catch (QueryException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, e.name() + ", character " + e.position() + ": " + e.description(), e);
        }
    }

    private static Format format(Optional<XmlElement> serialization, Format otherwise) {
        Optional<XmlElement> format = serialization.flatMap(it -> it.child("Format"));
        if (format.isEmpty()) {
            return otherwise;
        }
        return switch (format.get().requireTextOf("Type").toLowerCase(Locale.ROOT)) {
            case "delimited" ->
                format.get()
                        .child("DelimitedTextConfiguration")
                        .map(QueryXml::delimited)
                        .orElse(Format.Delimited.DEFAULT);
            case "json" ->
                format.get()
                        .child("JsonTextConfiguration")
                        .map(it -> new Format.Json(either(it.exactTextOf("RecordSeparator"), "\n")))
                        .orElse(Format.Json.DEFAULT);
            case "parquet", "arrow" ->
                throw new AmanaException(
                        ErrorCode.NOT_IMPLEMENTED,
                        "queries over or into " + format.get().textOf("Type")
                                + " are not implemented; delimited and json are");
            default ->
                throw new AmanaException(
                        ErrorCode.INVALID_XML, "no format: " + format.get().textOf("Type"));
        };
    }

    private static Format.Delimited delimited(XmlElement it) {
        return new Format.Delimited(
                sign(it, "ColumnSeparator", ','),
                sign(it, "FieldQuote", (char) 0),
                either(it.exactTextOf("RecordSeparator"), "\n"),
                sign(it, "EscapeChar", (char) 0),
                it.flagOf("HasHeaders", it.flagOf("HeadersPresent", false)));
    }

    private static char sign(XmlElement it, String name, char otherwise) {
        String text = it.exactTextOf(name);
        if (text.length() > 1) {
            throw new AmanaException(ErrorCode.INVALID_XML, name + " is one character, not " + text);
        }
        return text.isEmpty() ? otherwise : text.charAt(0);
    }

    private static String either(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
