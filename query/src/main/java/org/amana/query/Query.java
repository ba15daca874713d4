package org.amana.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.query.Expression.Step;

/// One statement over one stream of bytes. A record for which an expression fails is left out and told of; a stream
/// that is not what it should be ends the query. Used by one thread.
public final class Query {
    private static final int BLOCK = 64 * 1024;
    private static final int MOST_HELD = 1000;

    /// How many bytes are taken before others have their turn.
    private static final int SLICE = 16 * 1024;

    /// The longest text all columns of a row may come to, in characters.
    private static final int LONGEST_ROW = 4 * Records.LONGEST;

    static final Fields NO_FIELDS = new Fields() {
        @Override
        public Value at(List<Step> steps) {
            return Value.Nothing.IT;
        }

        @Override
        public void each(EachField visitor) {}

        @Override
        public Optional<String> written() {
            return Optional.of(""); // as Azure has it, a number among objects
        }
    };

    private final Statement statement;
    private final Records records;
    private final Rows rows;
    private final Results results;
    private final List<Sums> sums; // by their slots
    private final Effort effort = new Effort();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK);
    private final boolean repeating;
    private boolean headed;
    private long selected;
    private long taken;

    /// Where the batch of `sys.split` began.
    private long batch;

    private boolean done;
    private boolean stopped;

    /// Problems with records of the block at hand, to be told behind its data, as Azure does: clients read data first.
    private final List<Problem> held = new ArrayList<>();

    private boolean told; // whether data was sent, be it of no bytes

    private record Problem(String name, String description, long position) {}

    /// @throws QueryException when the statement does not fit the input
    public Query(Statement statement, Format input, Format output, Results results) {
        this.statement = statement;
        this.records = Records.of(input, this::record);
        this.rows = new Rows(output);
        this.repeating = output instanceof Format.Json
                && statement.selected().isEmpty()
                && statement.from().isEmpty();
        this.headed = !(output instanceof Format.Delimited delimited && delimited.headers());
        this.results = results;
        this.sums = statement.aggregates().stream().map(Sums::new).toList();
        if (input instanceof Format.Delimited && !statement.from().isEmpty()) {
            throw new QueryException("InvalidPath", "records of CSV have no parts of parts", 0);
        }
        if (!(input instanceof Format.Delimited) && statement.split().isPresent()) {
            throw new QueryException("InvalidQueryExpression", "sys.split splits CSV alone", 0);
        }
        done = statement.limit() == 0;
    }

    /// Takes the next bytes.
    public void take(byte[] bytes, int offset, int length) throws IOException {
        if (done) {
            return;
        }
        try {
            for (int at = offset; at < offset + length && !done; at += SLICE) {
                int slice = Math.min(SLICE, offset + length - at);
                records.take(bytes, at, slice);
                taken += slice;
                effort.read(slice);
                tellThatItWorks();
            }
        } catch (QueryException e) {
            stop(e);
        }
    }

    /// Whether what comes now changes nothing any more.
    public boolean isDone() {
        return done;
    }

    /// Says that all bytes have come, and writes what is left to write.
    public void finish() throws IOException {
        try {
            if (!done) {
                records.end();
            }
            if (!statement.aggregates().isEmpty() && statement.limit() > 0 && !stopped) {
                effort.begin(taken);
                write(new Evaluation(
                        statement, NO_FIELDS, sums.stream().map(Sums::value).toList(), effort));
            }
            if (statement.split().isPresent() && !stopped) {
                batchUntil(taken);
            }
        } catch (QueryException e) {
            stop(e);
        }
        flush();
    }

    private void tellThatItWorks() throws IOException {
        if (effort.isSilent()) {
            results.working();
        }
    }

    private void stop(QueryException e) throws IOException {
        flush();
        tellNothing();
        done = true;
        stopped = true;
        results.problem(true, e.name(), e.description(), e.position());
    }

    private void record(Fields fields, long position) throws IOException {
        if (statement.split().isPresent()) {
            if (position - batch >= statement.split().getAsLong()) {
                batchUntil(position);
            }
            return;
        }
        if (statement.from().isEmpty()
                || !(fields instanceof JsonRecords.JsonFields(JsonNode node, Optional<String> _))) {
            one(fields, position);
            return;
        }
        for (JsonNode part : parts(node, statement.from())) {
            one(new JsonRecords.JsonFields(part, Optional.empty()), position);
        }
    }

    /// Batches are told by how many bytes they have, all but the last at least as many as asked for.
    private void batchUntil(long position) throws IOException {
        if (position > batch) {
            add(List.of("_1"), List.of(Value.of(position - batch)));
            batch = position;
        }
    }

    /// What the steps behind the table lead to.
    private static List<JsonNode> parts(JsonNode node, List<Step> steps) {
        List<JsonNode> found = List.of(node);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode each : found) {
                switch (step) {
                    case Step.Member(String name, boolean exact) -> add(JsonRecords.member(each, name, exact), next);
                    case Step.Element(int index) -> add(each.path(index), next);
                    case Step.Each _ -> each.forEach(next::add);
                }
            }
            found = next;
        }
        return found;
    }

    private static void add(JsonNode node, List<JsonNode> to) {
        if (!node.isMissingNode()) {
            to.add(node);
        }
    }

    private void one(Fields fields, long position) throws IOException {
        if (done) {
            return;
        }
        effort.begin(position);
        tellThatItWorks();
        Evaluation evaluation = new Evaluation(statement, fields, List.of(), effort);
        try {
            if (statement.where().isPresent()
                    && !evaluation.of(statement.where().get()).isTrue()) {
                return;
            }
            if (!statement.aggregates().isEmpty()) {
                List<Value> addends =
                        sums.stream().map(sum -> sum.addend(evaluation)).toList();
                for (int i = 0; i < addends.size(); i++) {
                    sums.get(i).take(addends.get(i));
                }
            } else {
                write(evaluation);
                done = ++selected >= statement.limit();
            }
        } catch (QueryException e) {
            held.add(new Problem(e.name(), e.description(), position));
            if (held.size() == MOST_HELD) {
                flush();
            }
        }
    }

    private void write(Evaluation evaluation) throws IOException {
        Optional<String> written = repeating ? evaluation.fields().written() : Optional.empty();
        if (written.isPresent()) {
            append(rows.repeated(written.get()));
            return;
        }
        List<String> names = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        if (statement.selected().isEmpty()) {
            evaluation.fields().each((name, value) -> {
                names.add(name);
                values.add(value);
            });
        }
        long length = 0;
        for (Statement.Selected column : statement.selected()) {
            Value value = evaluation.of(column.expression());
            length += value instanceof Value.Text(String text) ? text.length() : 0;
            requireShort(length);
            names.add(column.name());
            values.add(value);
        }
        add(names, values);
    }

    private void add(List<String> names, List<Value> values) throws IOException {
        String row = rows.row(names, values);
        requireShort(row.length());
        if (!headed) {
            headed = true;
            append(rows.row(names, names.stream().<Value>map(Value.Text::new).toList()));
        }
        append(row);
    }

    private static void requireShort(long length) {
        if (length > LONGEST_ROW) {
            throw new QueryException("RowTooLong", "a row has more than " + LONGEST_ROW + " characters", 0);
        }
    }

    private void append(String row) throws IOException {
        block.writeBytes(row.getBytes(StandardCharsets.UTF_8));
        if (block.size() >= BLOCK) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (block.size() > 0) {
            results.data(block.toByteArray());
            told = true;
            block.reset();
        }
        if (!held.isEmpty()) {
            tellNothing();
        }
        for (Problem problem : held) {
            results.problem(false, problem.name(), problem.description(), problem.position());
        }
        held.clear();
    }

    /// Sends data of no bytes if none was sent: before a problem stands data.
    private void tellNothing() throws IOException {
        if (!told) {
            results.data(new byte[0]);
            told = true;
        }
    }
}
