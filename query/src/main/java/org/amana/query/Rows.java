package org.amana.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/// Writes rows of a result in a format.
record Rows(Format format) {
    private static final JsonFactory JSON = new JsonFactory();

    String row(List<String> names, List<Value> values) throws IOException {
        return switch (format) {
            case Format.Delimited delimited -> delimited(delimited, values);
            case Format.Json json -> json(names, values) + json.record();
        };
    }

    /// A record as it was written.
    String repeated(String written) {
        return switch (format) {
            case Format.Delimited delimited -> written + delimited.record();
            case Format.Json json -> written + json.record();
        };
    }

    private static String delimited(Format.Delimited format, List<Value> values) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                row.append(format.column());
            }
            quoted(format, values.get(i).asText(), row);
        }
        return row.append(format.record()).toString();
    }

    private static void quoted(Format.Delimited format, String text, StringBuilder row) {
        boolean needed = text.indexOf(format.column()) >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0
                || text.contains(format.record())
                || (format.quote() != 0 && text.indexOf(format.quote()) >= 0);
        String escaped = escaped(format, text, needed);
        if (!needed || format.quote() == 0) {
            row.append(escaped);
            return;
        }
        String quote = String.valueOf(format.quote());
        row.append(quote).append(escaped.replace(quote, quote + quote)).append(quote);
    }

    /// An escape stands before itself and, where there are no quotes, before what separates.
    private static String escaped(Format.Delimited format, String text, boolean separated) {
        if (format.escape() == 0 || format.escape() == format.quote()) {
            return text;
        }
        String escape = String.valueOf(format.escape());
        String escaped = text.replace(escape, escape + escape);
        if (!separated || format.quote() != 0) {
            return escaped;
        }
        for (String sign : List.of(String.valueOf(format.column()), format.record())) {
            escaped = escaped.replace(sign, escape + sign);
        }
        return escaped;
    }

    private static String json(List<String> names, List<Value> values) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof Value.Nothing(boolean absent) && absent) {
                    continue;
                }
                json.writeFieldName(names.get(i));
                switch (values.get(i)) {
                    case Value.Nothing _ -> json.writeNull();
                    case Value.Text(String text) -> json.writeString(text);
                    case Value.Figure number -> json.writeRawValue(number.asText());
                    case Value.Moment moment -> json.writeString(moment.asText());
                    case Value.Truth(boolean truth) -> json.writeBoolean(truth);
                    case Value.Tree tree -> json.writeRawValue(tree.asText());
                }
            }
            json.writeEndObject();
        }
        return out.toString();
    }
}
