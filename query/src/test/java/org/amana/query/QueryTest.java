package org.amana.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final String TOWNS = """
            name,people,country
            Haifa,285316,IL
            "Tyre, old",200000,LB
            Acre,48303,IL
            "a ""b""
            c",7,
            """;

    private static final Format.Delimited HEADED = new Format.Delimited(',', '"', "\n", (char) 0, true);

    private static final Instant NOW = Instant.parse("2026-11-28T12:34:56.5Z");

    private final List<String> problems = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();

    /// The bytes come in pieces of that many.
    private String run(String sql, Format input, Format output, String data, int piece) throws IOException {
        StringBuilder out = new StringBuilder();
        Query query = new Query(Statement.parse(sql, NOW), input, output, new Results() {
            @Override
            public void data(byte[] bytes) {
                out.append(new String(bytes, UTF_8));
            }

            @Override
            public void problem(boolean fatal, String name, String description, long position) {
                problems.add((fatal ? "fatal " : "") + name + "@" + position);
                descriptions.add(description);
            }
        });
        byte[] bytes = data.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            query.take(bytes, at, Math.min(piece, bytes.length - at));
        }
        query.finish();
        return out.toString();
    }

    private String csv(String sql) throws IOException {
        String whole = run(sql, HEADED, Format.Delimited.DEFAULT, TOWNS, 1000);
        problems.clear();
        assertThat(run(sql, HEADED, Format.Delimited.DEFAULT, TOWNS, 1)).isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
                    SELECT name FROM BlobStorage WHERE people > 48303                 ¦ Haifa;"Tyre, old"
                    SELECT _1 FROM BlobStorage WHERE country = 'IL'                    ¦ Haifa;Acre
                    SELECT s.name FROM BlobStorage s LIMIT 1                           ¦ Haifa
                    SELECT BlobStorage.name FROM BlobStorage LIMIT 1                   ¦ Haifa
                    SELECT * FROM BlobStorage WHERE "name" LIKE 'A%'                   ¦ Acre,48303,IL
                    SELECT count(*), sum(people), min(people), max(people) FROM BlobStorage WHERE country IN ('IL', 'LB') ¦ 3,533619,48303,285316
                    SELECT avg(people) FROM BlobStorage WHERE people BETWEEN 48303 AND 200000 ¦ 124151.5
                    SELECT count(*) FROM BlobStorage WHERE NOT (country = 'IL' OR people < 10) ¦ 1
                    SELECT upper(name), lower(country) FROM BlobStorage LIMIT 1        ¦ HAIFA,il
                    SELECT substring(name, 2, 3), char_length(name) FROM BlobStorage LIMIT 1 ¦ ifa,5
                    SELECT substring(name FROM 4), trim('  x ') FROM BlobStorage LIMIT 1 ¦ a,x
                    SELECT coalesce(NULL, country) FROM BlobStorage LIMIT 1            ¦ IL
                    SELECT cast(people AS INT) / 2 + 1, -people FROM BlobStorage LIMIT 1 ¦ 142659,-285316
                    SELECT name FROM BlobStorage WHERE people IS NULL                  ¦ ~~
                    SELECT name || '!' AS loud FROM BlobStorage WHERE name LIKE '_cr_' ¦ Acre!
                    SELECT name FROM BlobStorage WHERE name NOT LIKE '%a%'             ¦ "Tyre, old";Acre
                    SELECT count(*) FROM BlobStorage LIMIT 0                           ¦ ~~
                    SELECT average(people) FROM BlobStorage WHERE people < 10          ¦ 7
                    SELECT name FROM BlobStorage WHERE NAME = 'Acre' AND "people" = 48303 ¦ Acre
                    SELECT name || country FROM BlobStorage WHERE name IN ('Acre', 'X') ¦ AcreIL
                    """)
    void csvIsSelectedFrom(String sql, String rows) throws IOException {
        String expected = rows.isEmpty() ? "" : rows.replace(';', '\n') + "\n";
        assertThat(csv(sql)).isEqualTo(expected);
        assertThat(problems).isEmpty();
    }

    @Test
    void quotesAreTakenOffAndPutOnAgain() throws IOException {
        assertThat(csv("SELECT name, people FROM BlobStorage WHERE people = 7")).isEqualTo("\"a \"\"b\"\"\nc\",7\n");
    }

    @Test
    void otherSeparatorsAndEscapes() throws IOException {
        Format.Delimited input = new Format.Delimited(';', '\'', "\r\n", '\\', false);
        assertThat(run("SELECT _2, _1 FROM BlobStorage", input, Format.Delimited.DEFAULT, "a\\;b;'c\nd'\r\ne;f", 2))
                .isEqualTo("\"c\nd\",a;b\nf,e\n");
    }

    @Test
    void aRecordThatFailsIsLeftOutAndToldOf() throws IOException {
        assertThat(csv("SELECT name FROM BlobStorage WHERE cast(country AS INT) = 1"))
                .isEmpty();
        assertThat(problems).hasSize(4).allMatch(problem -> problem.startsWith("InvalidTypeConversion@"));
    }

    @Test
    void csvBecomesJson() throws IOException {
        assertThat(run(
                        "SELECT name, cast(people AS INT) AS n FROM BlobStorage LIMIT 1",
                        HEADED,
                        Format.Json.DEFAULT,
                        TOWNS,
                        7))
                .isEqualTo("{\"name\":\"Haifa\",\"n\":285316}\n");
    }

    private static final String FLEET = """
            {"id":1,"ship":{"name":"Schooner","masts":2},"crew":[{"n":"Ann"},{"n":"Bo"}]}
            {"id":2,"ship":{"name":"Dhow"},"crew":[{"n":"Cy"}],"gone":null}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
                    SELECT id, ship.name FROM BlobStorage                    ¦ {"id":1,"name":"Schooner"};{"id":2,"name":"Dhow"}
                    SELECT id FROM BlobStorage WHERE ship.masts IS NULL      ¦ {"id":2}
                    SELECT n FROM BlobStorage[*].crew[*] WHERE n < 'C'       ¦ {"n":"Ann"};{"n":"Bo"}
                    SELECT name FROM BlobStorage[*].ship                     ¦ {"name":"Schooner"};{"name":"Dhow"}
                    SELECT crew[0].n FROM BlobStorage WHERE id = 2           ¦ {"n":"Cy"}
                    SELECT crew FROM BlobStorage WHERE id = 2                ¦ {"crew":[{"n":"Cy"}]}
                    SELECT * FROM BlobStorage[*].ship LIMIT 1                ¦ {"name":"Schooner","masts":2}
                    SELECT sum(id) AS total FROM BlobStorage                 ¦ {"total":3}
                    """)
    void jsonIsSelectedFrom(String sql, String rows) throws IOException {
        assertThat(run(sql, Format.Json.DEFAULT, Format.Json.DEFAULT, FLEET, 3))
                .isEqualTo(rows.replace(';', '\n') + "\n");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\":}", "hello", "{\"a\":1}}", "{}{]"})
    void whatIsNoJsonEndsTheQuery(String data) throws IOException {
        run("SELECT * FROM BlobStorage", Format.Json.DEFAULT, Format.Json.DEFAULT, data, 4);
        assertThat(problems).hasSize(1).allMatch(problem -> problem.startsWith("fatal ParseError"));
    }

    @Test
    void aQuoteThatIsNotClosedEndsTheQuery() throws IOException {
        run("SELECT * FROM BlobStorage", Format.Delimited.DEFAULT, Format.Json.DEFAULT, "a,\"b", 2);
        assertThat(problems).containsExactly("fatal UnclosedQuote@0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT * FROM other",
                "SELECT a FROM BlobStorage WHERE",
                "SELECT a b FROM BlobStorage",
                "SELECT count(*), a FROM BlobStorage",
                "SELECT a FROM BlobStorage WHERE count(*) = 1",
                "SELECT sum(max(a)) FROM BlobStorage",
                "SELECT 'a FROM BlobStorage",
                "SELECT a FROM BlobStorage LIMIT x",
                "SELECT nothing(a) FROM BlobStorage",
                "SELECT lower() FROM BlobStorage",
                "SELECT a FROM BlobStorage; DROP",
                "SELECT cast(a AS XML) FROM BlobStorage",
                "DELETE FROM BlobStorage",
                "SELECT 1e999999 FROM BlobStorage"
            })
    void whatIsNoStatementIsRefused(String sql) {
        assertThatThrownBy(() -> Statement.parse(sql, NOW)).isInstanceOf(QueryException.class);
    }

    @Test
    void depthAndBreadthAreLimited() {
        assertThatThrownBy(() -> Statement.parse("SELECT " + "(".repeat(10_000) + "a FROM BlobStorage", NOW))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> Statement.parse("SELECT a" + "+a".repeat(10_000) + " FROM BlobStorage", NOW))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("operators");
    }

    private static final Format.Delimited PLAIN = new Format.Delimited(',', (char) 0, "\n", (char) 0, false);
    private static final String FIGURES = "100,200,300,400\n150,250,350,450\n";

    /// What follows is what Azure answered when Microsoft recorded the tests of its SDKs.
    @Test
    void aTextThatIsNoNumberIsLeftOutInAzuresWords() throws IOException {
        assertThat(run(
                        "select _2 from BlobStorage where _2 > 100",
                        Format.Delimited.DEFAULT,
                        Format.Delimited.DEFAULT,
                        "100,hello,300,400\n150,250,350,450\n",
                        5))
                .isEqualTo("250\n");
        assertThat(problems).containsExactly("InvalidTypeConversion@0");
        assertThat(descriptions).containsExactly("Invalid type conversion.");
    }

    @Test
    void csvTakenForJsonIsOneEmptyRowAndAnError() throws IOException {
        assertThat(run("select * from BlobStorage", Format.Json.DEFAULT, Format.Delimited.DEFAULT, FIGURES, 2))
                .isEqualTo("\n");
        assertThat(problems).containsExactly("fatal ParseError@0");
        assertThat(run("select * from BlobStorage", Format.Json.DEFAULT, Format.Json.DEFAULT, FIGURES, 2))
                .isEqualTo("\n");
        assertThat(descriptions).containsOnly("Unexpected token ',' at [byte: 3]. Expecting tokens '{', or '['. ");
        assertThat(run(
                        "SELECT * from BlobStorage",
                        Format.Json.DEFAULT,
                        Format.Delimited.DEFAULT,
                        "{name: owner}\n{name2: owner2}\n{name: owner}",
                        50))
                .isEmpty();
    }

    @Test
    void aColumnThatARecordLacksIsLeftOutAndToldOf() throws IOException {
        assertThat(run("SELECT _1 from BlobStorage WHERE _2 > 250", PLAIN, PLAIN, "100.200\n300,400\n", 9))
                .isEqualTo("300\n");
        assertThat(problems).containsExactly("InvalidColumnOrdinal@0");
    }

    @Test
    void jsonIsRepeatedAsItIsWritten() throws IOException {
        String odd = "{\n\t\"name0\": \"owner0\",\n\t\"name1\": \"owner1\",\n}";
        assertThat(run("SELECT * from BlobStorage", Format.Json.DEFAULT, Format.Json.DEFAULT, odd, 4))
                .isEqualTo(odd + "\n");
        assertThat(run("SELECT * from BlobStorage", Format.Json.DEFAULT, PLAIN, odd, 4))
                .isEqualTo("owner0,owner1\n");
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsAbsentIsLeftOutAndWhatIsNullIsNot() throws IOException {
        String data = "{\"name\": \"owner\", \"id\": 1}\n{\"name2\": \"owner2\"}\n{\"name\":null}";
        Format.Json out = new Format.Json(";");
        assertThat(run("SELECT name from BlobStorage", Format.Json.DEFAULT, out, data, 11))
                .isEqualTo("{\"name\":\"owner\"};{};{\"name\":null};");
        assertThat(run(
                        "SELECT count(*) AS n FROM BlobStorage WHERE NAME IS MISSING",
                        Format.Json.DEFAULT,
                        out,
                        data,
                        11))
                .isEqualTo("{\"n\":1};");
        assertThat(run(
                        "SELECT count(*) AS n FROM BlobStorage WHERE \"NAME\" IS MISSING",
                        Format.Json.DEFAULT,
                        out,
                        data,
                        11))
                .isEqualTo("{\"n\":3};");
        assertThat(run("SELECT count(*) AS n FROM BlobStorage WHERE name IS NULL", Format.Json.DEFAULT, out, data, 11))
                .isEqualTo("{\"n\":2};");
    }

    @Test
    void headersAreWrittenWhereTheyAreAskedFor() throws IOException {
        assertThat(run("SELECT * FROM BlobStorage LIMIT 1", HEADED, HEADED, TOWNS, 9))
                .isEqualTo("name,people,country\nHaifa,285316,IL\n");
        assertThat(run("SELECT people AS n, _1 FROM BlobStorage LIMIT 1", HEADED, HEADED, TOWNS, 9))
                .isEqualTo("n,_1\n285316,Haifa\n");
    }

    @Test
    void valuesThatHoldASeparatorOfTheAnswerAreQuoted() throws IOException {
        Format.Delimited out = new Format.Delimited(';', '\'', ".", '\\', false);
        assertThat(run(
                        "SELECT * FROM BlobStorage",
                        Format.Delimited.DEFAULT,
                        out,
                        "Event Hubs\r\nStorage,12.4.0\r\n",
                        9))
                .isEqualTo("Event Hubs.Storage;'12.4.0'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    DATE_ADD('minute', 1, CAST('2017-01-02T03:04:05.006Z' AS TIMESTAMP))     ¦ 2017-01-02T03:05:05.006Z
                    DATE_DIFF('hour','2018-11-09T00:00+05:30','2018-11-09T01:00:23-08:00')   ¦ 14
                    EXTRACT(YEAR FROM '2010-01-01T')                                         ¦ 2010
                    EXTRACT(timezone_minute FROM '2018-11-09T00:00+05:30')                   ¦ 30
                    TO_STRING(CAST('1969-07-20T20:18Z' AS TIMESTAMP), 'MMMM d, y')           ¦ "July 20, 1969"
                    TO_TIMESTAMP('2007T')                                                    ¦ 2007-01-01T00:00:00Z
                    TO_STRING(UTCNOW(), 'yyyy-MM-dd HH.mm.ss.S X')                           ¦ 2026-11-28 12.34.56.5 Z
                    CAST('2020-02-28' AS TIMESTAMP) + 2                                      ¦ 2020-03-01T00:00:00Z
                    SUBSTRING('123456789', 1, 5)                                             ¦ 23456
                    TRIM(BOTH '123' FROM '1112211Microsoft22211122')                         ¦ Microsoft
                    CHARACTER_LENGTH('abcdefg')                                              ¦ 7
                    CAST('2020-01-01T00:00+01:00' AS TIMESTAMP) < '2020-01-01'               ¦ true
                    """)
    void theExamplesOfTheLanguageComeToWhatTheyShould(String expression, String value) throws IOException {
        assertThat(run("SELECT " + expression + " FROM BlobStorage", PLAIN, Format.Delimited.DEFAULT, "x\n", 1))
                .isEqualTo(value + "\n");
        assertThat(problems).isEmpty();
    }

    @Test
    void batchesEndWithTheirRecords() throws IOException {
        String record = "x".repeat(999_999) + "\n";
        assertThat(run("SELECT sys.split(10485760) FROM BlobStorage", PLAIN, PLAIN, record.repeat(23), 100_000))
                .isEqualTo("11000000\n11000000\n1000000\n");
        assertThatThrownBy(() -> Statement.parse("SELECT sys.split(1000) FROM BlobStorage", NOW))
                .hasMessageContaining("10485760");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsWrittenIsReadAgain(long seed) throws IOException {
        Random random = new Random(seed);
        Format.Delimited[] formats = {
            Format.Delimited.DEFAULT,
            new Format.Delimited(';', '\'', "\r\n", '\\', false),
            new Format.Delimited('\t', (char) 0, "|", '\\', false),
        };
        Format.Delimited format = formats[random.nextInt(formats.length)];
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String row = "r"
                    + random.ints(8, 0, 9)
                            .mapToObj(c -> ";,'\"|\\\tab".substring(c, c + 1))
                            .reduce("", String::concat);
            data.append('"').append(row.replace("\"", "\"\"")).append("\",end\n");
        }
        String written = run("SELECT * FROM BlobStorage", Format.Delimited.DEFAULT, format, data.toString(), 13);
        assertThat(run("SELECT * FROM BlobStorage", format, Format.Delimited.DEFAULT, written, 17))
                .as("seed %d", seed)
                .isEqualTo(run(
                        "SELECT * FROM BlobStorage",
                        Format.Delimited.DEFAULT,
                        Format.Delimited.DEFAULT,
                        data.toString(),
                        19));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatWouldTakeTooMuchMemoryOrTimeFails() throws IOException {
        String long1 = "a".repeat(2 << 20);
        run("SELECT _1 || _1 || _1 FROM BlobStorage", PLAIN, PLAIN, long1 + "\n", 1 << 16);
        assertThat(problems).containsExactly("TextTooLong@0");
        problems.clear();
        run(
                "SELECT _1 FROM BlobStorage WHERE _1 LIKE '%" + "a".repeat(1000) + "b'",
                PLAIN,
                PLAIN,
                long1 + "\n",
                1 << 16);
        assertThat(problems).containsExactly("PatternTooCostly@0");
        problems.clear();
        run("SELECT _1 FROM BlobStorage", PLAIN, PLAIN, long1.repeat(3), 1 << 16);
        assertThat(problems).containsExactly("fatal RecordTooLong@0");
        problems.clear();
        run("SELECT a FROM BlobStorage", Format.Json.DEFAULT, PLAIN, "{\"a\":\"" + long1.repeat(3), 1 << 16);
        assertThat(problems).hasSize(1).allMatch(it -> it.startsWith("fatal RecordTooLong"));
        problems.clear();
        String columns = "upper(_1)" + ",upper(_1)".repeat(10);
        run("SELECT " + columns + " FROM BlobStorage", PLAIN, PLAIN, long1 + "\n", 1 << 16);
        assertThat(problems).containsExactly("RowTooLong@0");
    }

    @Test
    void aRecordThatFailsAddsToNoSum() throws IOException {
        assertThat(run("SELECT count(*), sum(_1) FROM BlobStorage", PLAIN, PLAIN, "1\nx\n2\n", 2))
                .isEqualTo("2,3\n");
        assertThat(problems).containsExactly("InvalidTypeConversion@2");
    }

    /// Each level once asked for twice of the one below.
    @Test
    void betweenComesToItsOperandOnce() {
        String nested = "a";
        for (int i = 0; i < 60; i++) {
            nested = "(" + nested + ") BETWEEN '0' AND 'z'";
        }
        String sql = "SELECT a FROM BlobStorage WHERE " + nested;
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(run(sql, HEADED, PLAIN, "a\nx\ny\n", 3)).isEqualTo("x\ny\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    SELECT sum(a) BETWEEN 1 AND 20, count(*) FROM BlobStorage          ¦ true,2
                    SELECT 5 BETWEEN min(a) AND max(b), count(*), sum(b) FROM BlobStorage ¦ false,2,6
                    SELECT count(*) FROM BlobStorage WHERE a NOT BETWEEN 2 AND 9       ¦ 1
                    SELECT count(*) FROM BlobStorage WHERE a BETWEEN 2 AND NULL        ¦ 0
                    """)
    void aggregatesKeepTheirPlacesAroundBetween(String sql, String row) throws IOException {
        assertThat(run(sql, HEADED, PLAIN, "a,b\n1,2\n3,4\n", 4)).isEqualTo(row + "\n");
        assertThat(problems).isEmpty();
    }

    /// An expression of a thousand operators over records of a byte.
    private static final String HEAVY =
            "SELECT count(*) FROM BlobStorage WHERE _1" + "||_1".repeat(900) + " LIKE '%" + "1".repeat(450) + "2'";

    private static final Results NOWHERE = new Results() {
        @Override
        public void data(byte[] bytes) {}

        @Override
        public void problem(boolean fatal, String name, String description, long position) {}
    };

    @Test
    void whatWorksForLongLetsOthersHaveTheirTurn() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> queries = new ArrayList<>();
        byte[] records = "1\n".repeat(500).getBytes(UTF_8);
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            queries.add(Thread.startVirtualThread(() -> {
                try {
                    while (!over.get()) {
                        new Query(Statement.parse(HEAVY, NOW), PLAIN, PLAIN, NOWHERE).take(records, 0, records.length);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        CountDownLatch turns = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < 20; i++) {
                LockSupport.parkNanos(1);
            }
            turns.countDown();
        });
        boolean had = turns.await(30, TimeUnit.SECONDS);
        over.set(true);
        for (Thread query : queries) {
            query.join();
        }
        assertThat(had).isTrue();
    }

    @Test
    void whoLeavesWhileThereAreNoRowsIsMissed() throws IOException {
        Query query = new Query(Statement.parse(HEAVY, NOW), PLAIN, PLAIN, new Results() {
            @Override
            public void data(byte[] bytes) {}

            @Override
            public void problem(boolean fatal, String name, String description, long position) {}

            @Override
            public void working() throws IOException {
                throw new IOException("gone");
            }
        });
        byte[] records = "1\n".repeat(100_000).getBytes(UTF_8);
        assertThatThrownBy(() -> query.take(records, 0, records.length)).hasMessage("gone");
    }

    @Test
    void aQueryThatTakesTooManyStepsForItsBytesEnds() throws IOException {
        String like = "_1 LIKE '%" + "a".repeat(40) + "b'";
        String sql = "SELECT count(*) FROM BlobStorage WHERE " + like + (" OR " + like).repeat(900);
        run(sql, PLAIN, PLAIN, "a".repeat(1 << 20) + "\n", 1 << 16);
        assertThat(problems).containsExactly("RecordTooCostly@0");
        problems.clear();
        Effort effort = new Effort();
        assertThatThrownBy(() -> {
                    for (int record = 0; record < 1000; record++) {
                        effort.begin(record);
                        effort.took(Effort.MOST_OF_A_RECORD);
                    }
                })
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("too many steps for what it reads");
    }

    @Test
    void recordsOfJsonHaveSoManyValuesAtMost() throws IOException {
        String empty = "{}" + ",{}".repeat(100_000);
        run("SELECT count(*) FROM BlobStorage", Format.Json.DEFAULT, PLAIN, "{\"a\":[" + empty + "]}", 1 << 16);
        assertThat(problems).hasSize(1).allMatch(it -> it.startsWith("fatal TooManyFields@"));
        problems.clear();
        assertThat(run("SELECT count(*) FROM BlobStorage", Format.Json.DEFAULT, PLAIN, "[" + empty + "]", 1 << 16))
                .isEqualTo("100001\n");
        assertThat(problems).isEmpty();
    }

    @Test
    void aValueThatEndsInAReturnComesBackAsItIs() throws IOException {
        Format.Delimited quoting = new Format.Delimited(',', '"', "\n", (char) 0, false);
        String written = run("SELECT a FROM BlobStorage", Format.Json.DEFAULT, quoting, "{\"a\":\"x\\r\"}", 5);
        assertThat(run("SELECT char_length(_1) FROM BlobStorage", quoting, PLAIN, written, 5))
                .isEqualTo("2\n");
    }
}
