package org.amana.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records of fields between separators (RFC 4180, and what Azure lets one set).
final class DelimitedRecords implements Records {
    private static final int MOST_FIELDS = 10_000;

    private final Format.Delimited format;
    private final byte[] separator;
    private final Taker taker;
    private final Tail field = new Tail();
    private List<String> fields = new ArrayList<>();
    private Names names = new Names(Map.of(), Map.of());
    private boolean named;
    private boolean quoted;
    private boolean afterQuote;
    private boolean escaped;

    /// How much of the field stood in quotes, which is kept as it is.
    private int inQuotes;

    private long position;
    private long began;

    DelimitedRecords(Format.Delimited format, Taker taker) {
        this.format = format;
        this.separator = format.record().getBytes(StandardCharsets.US_ASCII);
        this.taker = taker;
        this.named = !format.headers();
    }

    /// Columns by the names of the header, the first of each.
    private record Names(Map<String, Integer> exact, Map<String, Integer> anyCase) {
        static Names of(List<String> header) {
            Map<String, Integer> exact = new HashMap<>();
            Map<String, Integer> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i).replace("\uFEFF", "");
                exact.putIfAbsent(name, i);
                anyCase.putIfAbsent(name, i);
            }
            return new Names(exact, anyCase);
        }
    }

    /// Bytes whose end can be looked at and cut off.
    private static final class Tail extends ByteArrayOutputStream {
        boolean endsWith(byte[] end) {
            for (int i = 0; i < end.length; i++) {
                if (count < end.length || buf[count - end.length + i] != end[i]) {
                    return false;
                }
            }
            return true;
        }

        void cut(int bytes) {
            count -= Math.min(bytes, count);
        }

        String text() {
            return new String(buf, 0, count, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void take(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            take(bytes[i]);
            position++;
            if (position - began > LONGEST) {
                throw Records.tooLong(began);
            }
        }
    }

    private void take(byte b) throws IOException {
        if (escaped) {
            field.write(b);
            escaped = false;
        } else if (format.escape() != 0 && b == format.escape() && format.escape() != format.quote()) {
            escaped = true;
        } else if (quoted) {
            quoted = b != format.quote();
            afterQuote = !quoted;
            if (quoted) {
                field.write(b);
            } else {
                inQuotes = field.size();
            }
        } else if (b == format.quote() && format.quote() != 0 && (afterQuote || field.size() == 0)) {
            if (afterQuote) {
                field.write(b);
            }
            quoted = true;
            afterQuote = false;
        } else if (b == format.column()) {
            endField();
        } else {
            field.write(b);
            if (b == separator[separator.length - 1] && field.endsWith(separator)) {
                field.cut(separator.length);
                if (format.record().equals("\n") && field.size() > inQuotes && field.endsWith(new byte[] {'\r'})) {
                    field.cut(1);
                }
                endField();
                endRecord(position + 1);
            }
        }
    }

    private void endField() {
        fields.add(field.text());
        field.reset();
        inQuotes = 0;
        afterQuote = false;
        if (fields.size() > MOST_FIELDS) {
            throw new QueryException("TooManyFields", "a record has more than " + MOST_FIELDS + " fields", began);
        }
    }

    private void endRecord(long next) throws IOException {
        List<String> record = fields;
        long start = began;
        fields = new ArrayList<>(record.size());
        began = next;
        if (record.size() == 1 && record.getFirst().isEmpty()) {
            return; // an empty line
        }
        if (named) {
            taker.take(new DelimitedFields(names, record), start);
        } else {
            named = true;
            names = Names.of(record);
        }
    }

    @Override
    public void end() throws IOException {
        if (quoted) {
            throw new QueryException("UnclosedQuote", "a quote is not closed", began);
        }
        if (field.size() > 0 || !fields.isEmpty()) {
            endField();
            endRecord(position);
        }
    }

    private record DelimitedFields(Names names, List<String> values) implements Fields {
        @Override
        public Value at(List<Expression.Step> steps) {
            if (steps.size() != 1
                    || !(steps.getFirst() instanceof Expression.Step.Member(String name, boolean exact))) {
                throw new QueryException("InvalidColumn", "records of CSV have no parts of parts", 0);
            }
            int index = index(name, exact);
            if (index >= values.size()) {
                throw new QueryException("InvalidColumnOrdinal", "Column ordinal does not exist in row.", 0);
            }
            return new Value.Text(values.get(index));
        }

        private int index(String name, boolean exact) {
            Integer same = names.exact().get(name);
            Integer alike = same != null || exact ? same : names.anyCase().get(name);
            if (alike != null) {
                return alike;
            }
            if (name.matches("_[1-9][0-9]{0,5}")) {
                return Integer.parseInt(name.substring(1)) - 1;
            }
            throw new QueryException("InvalidColumn", "there is no column " + name, 0);
        }

        @Override
        public void each(EachField visitor) {
            String[] titles = new String[values.size()];
            names.exact().forEach((name, index) -> {
                if (index < titles.length) {
                    titles[index] = name;
                }
            });
            for (int i = 0; i < titles.length; i++) {
                visitor.field(titles[i] == null ? "_" + (i + 1) : titles[i], new Value.Text(values.get(i)));
            }
        }
    }
}
