package org.amana.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.query.Expression.Step;

/// Records of fields between separators (RFC 4180, and what Azure lets one set).
final class DelimitedRecords implements Records {
    private static final int MOST_FIELDS = 10_000;

    private final Format.Delimited format;
    private final byte[] separator;
    private final Taker taker;
    private final Tail field = new Tail();
    private List<String> fields = new ArrayList<>();
    private Columns columns = Columns.of(List.of());
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

    /// Columns by the names of the header, the first of each, or by their numbers: `_1` and so on.
    private static final class Columns {
        private static final Pattern NUMBER = Pattern.compile("_([1-9][0-9]{0,5})");

        private final Map<String, Integer> exact = new HashMap<>();
        private final Map<String, Integer> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<Step.Member, Integer> found = new HashMap<>(); // each record asks for the same ones

        static Columns of(List<String> header) {
            Columns columns = new Columns();
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i).replace("\uFEFF", "");
                columns.exact.putIfAbsent(name, i);
                columns.anyCase.putIfAbsent(name, i);
            }
            return columns;
        }

        /// Which one is meant, from 0; a number may be one that a record does not have.
        int index(Step.Member member) {
            return found.computeIfAbsent(member, this::find);
        }

        private Integer find(Step.Member member) {
            Integer same = exact.get(member.name());
            Integer alike = same != null || member.exact() ? same : anyCase.get(member.name());
            if (alike != null) {
                return alike;
            }
            Matcher number = NUMBER.matcher(member.name());
            if (number.matches()) {
                return Integer.parseInt(number.group(1)) - 1;
            }
            throw new QueryException("InvalidColumn", "there is no column " + member.name(), 0);
        }

        /// What the first ones are called.
        String[] titles(int count) {
            String[] titles = new String[count];
            for (int i = 0; i < count; i++) {
                titles[i] = "_" + (i + 1);
            }
            exact.forEach((name, index) -> {
                if (index < count) {
                    titles[index] = name;
                }
            });
            return titles;
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
            taker.take(new DelimitedFields(columns, record), start);
        } else {
            named = true;
            columns = Columns.of(record);
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

    private record DelimitedFields(Columns columns, List<String> values) implements Fields {
        @Override
        public Value at(List<Step> steps) {
            if (steps.size() != 1 || !(steps.getFirst() instanceof Step.Member member)) {
                throw new QueryException("InvalidColumn", "records of CSV have no parts of parts", 0);
            }
            int index = columns.index(member);
            if (index >= values.size()) {
                throw new QueryException("InvalidColumnOrdinal", "Column ordinal does not exist in row.", 0);
            }
            return new Value.Text(values.get(index));
        }

        @Override
        public void each(EachField visitor) {
            String[] titles = columns.titles(values.size());
            for (int i = 0; i < titles.length; i++) {
                visitor.field(titles[i], new Value.Text(values.get(i)));
            }
        }
    }
}
