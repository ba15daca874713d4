package org.amana.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of JSON: one object after the other, or a list of them.
final class JsonRecords implements Records {
    private static final int DEEPEST = 200;

    /// How many values a record may have: each takes far more memory than it takes bytes.
    private static final int MOST_VALUES = 100_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(LONGEST)
                            .build())
                    // Azure reads them so.
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final String separator;
    private final Taker taker;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private int depth;
    private boolean list;
    private int values;
    private boolean inText;
    private boolean inFigure;
    private boolean escaped;
    private long position;

    JsonRecords(Format.Json format, Taker taker) {
        this.separator = format.record();
        this.taker = taker;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            take(bytes[i]);
            position++;
        }
    }

    private void take(byte b) throws IOException {
        if (depth == 0 && b != '{' && b != '[') {
            between(b);
            return;
        }
        if (inFigure) {
            throw unexpected(b);
        }
        record.write(b);
        if (record.size() > LONGEST) {
            throw Records.tooLong(position);
        }
        if (inText) {
            inText = escaped || b != '"';
            escaped = !escaped && b == '\\';
        } else if (b == '"') {
            inText = true;
        } else if (b == '{' || b == '[') {
            list = depth == 0 ? b == '[' : list;
            depth++;
            requireFew();
        } else if (b == ',') {
            values = list && depth == 1 ? 0 : values;
            requireFew();
        } else if (b == '}' || b == ']') {
            depth--;
            if (depth == 0) {
                emit();
            }
        }
    }

    private void requireFew() {
        if (++values > MOST_VALUES) {
            throw new QueryException(
                    "TooManyFields", "a record has more than " + MOST_VALUES + " values", position + 1 - record.size());
        }
    }

    /// Between records stand blanks, separators, and the mark that some write before UTF-8. A number is a record
    /// without fields: so Azure answers it, before it finds fault with what comes behind.
    private void between(byte b) throws IOException {
        boolean mark = position < 3 && b < 0;
        boolean blank = b >= 0 && b <= ' ';
        boolean figure = (inFigure ? "-+.eE0123456789" : "-0123456789").indexOf(b) >= 0;
        if (inFigure && !figure) {
            inFigure = false;
            taker.take(Query.NO_FIELDS, position);
        }
        inFigure = figure;
        if (!mark && !blank && !figure && separator.indexOf(b) < 0) {
            throw unexpected(b);
        }
    }

    /// In Azure's words, which clients compare.
    private QueryException unexpected(byte b) {
        return new QueryException(
                "ParseError",
                "Unexpected token '" + (b >= ' ' ? String.valueOf((char) b) : "?") + "' at [byte: " + position
                        + "]. Expecting tokens '{', or '['. ",
                0);
    }

    private void emit() throws IOException {
        byte[] bytes = record.toByteArray();
        long start = position + 1 - bytes.length;
        record.reset();
        values = 0;
        if (list) {
            emitEach(bytes, start);
        } else {
            Optional<String> written = Optional.of(new String(bytes, StandardCharsets.UTF_8));
            JsonNode node = parsed(() -> MAPPER.readTree(bytes), start);
            taker.take(new JsonFields(node, written), start);
        }
    }

    /// One after the other, for all together take far more memory than their bytes.
    private void emitEach(byte[] bytes, long start) throws IOException {
        try (JsonParser parser = parsed(() -> MAPPER.createParser(bytes), start)) {
            parsed(parser::nextToken, start);
            while (parsed(parser::nextToken, start) != JsonToken.END_ARRAY) {
                JsonNode node = parsed(() -> MAPPER.<JsonNode>readTree(parser), start);
                taker.take(new JsonFields(node, Optional.empty()), start);
            }
        }
    }

    @FunctionalInterface
    private interface Parsing<T> {
        T parse() throws IOException;
    }

    private static <T> T parsed(Parsing<T> parsing, long start) {
        try {
            return parsing.parse();
        } catch (IOException e) {
            throw new QueryException("ParseError", "a record is no JSON: " + firstLine(e), start);
        }
    }

    private static String firstLine(IOException e) {
        return Optional.ofNullable(e.getMessage())
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
    }

    @Override
    public void end() throws IOException {
        if (inFigure) {
            taker.take(Query.NO_FIELDS, position);
        }
        if (depth > 0) {
            throw new QueryException("ParseError", "the last record does not end", position);
        }
    }

    /// A member of an object, of any writing where case does not matter and there is none of the same.
    static JsonNode member(JsonNode node, String name, boolean exact) {
        JsonNode same = node.path(name);
        if (exact || !same.isMissingNode() || !node.isObject()) {
            return same;
        }
        return node.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .<JsonNode>map(Map.Entry::getValue)
                .findFirst()
                .orElse(same);
    }

    /// One record, as it is parsed.
    record JsonFields(JsonNode node, Optional<String> written) implements Fields {
        @Override
        public Value at(List<Expression.Step> steps) {
            JsonNode found = node;
            for (Expression.Step step : steps) {
                found = switch (step) {
                    case Expression.Step.Member(String name, boolean exact) -> member(found, name, exact);
                    case Expression.Step.Element(int index) -> found.path(index);
                    case Expression.Step.Each _ ->
                        throw new QueryException("InvalidPath", "[*] stands behind FROM alone", 0);
                };
            }
            return value(found);
        }

        @Override
        public void each(EachField visitor) {
            if (node.isObject()) {
                node.properties().forEach(field -> visitor.field(field.getKey(), value(field.getValue())));
            } else {
                visitor.field("_1", value(node));
            }
        }

        private static Value value(JsonNode node) {
            return switch (node.getNodeType()) {
                case STRING -> new Value.Text(node.textValue());
                case BOOLEAN -> Value.of(node.booleanValue());
                case NUMBER ->
                    Value.parse(node.asText())
                            .<Value>map(Value.Figure::new)
                            .orElseThrow(() -> new QueryException("NumberOutOfRange", "a number is out of range", 0));
                case OBJECT, ARRAY -> new Value.Tree(node);
                case NULL, BINARY, POJO -> Value.Nothing.IT;
                case MISSING -> Value.Nothing.ABSENT;
            };
        }
    }
}
