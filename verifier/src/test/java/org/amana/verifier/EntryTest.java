package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindReadsBackWhatWasWritten(Kind kind) {
        Random random = new Random(kind.name().hashCode());
        for (int i = 0; i < 500; i++) {
            Map<String, Object> values = values(kind, random);
            Entry entry = Entry.of(kind, values);
            Entry again = Entry.parse(entry.bytes());
            assertThat(again).isEqualTo(entry);
            assertThat(again.kind()).isEqualTo(kind);
            assertThat(rewritten(again)).isEqualTo(entry.bytes());
            values.forEach((key, value) -> {
                switch (value) {
                    case String text -> assertThat(again.text(key)).isEqualTo(text);
                    case Long number -> assertThat(again.number(key)).isEqualTo(number);
                    default -> assertThat(again.texts(key)).isEqualTo(value);
                }
            });
        }
    }

    /// The strict parser's one promise: what it accepts is exactly what the serialiser writes.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverIsAcceptedIsCanonical(Kind kind) {
        Random random = new Random(kind.name().hashCode() + 1L);
        String noise = "{}[],:\"\\ \t\n-0123456789.eEabtv\u0000\u007f\u00e9";
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = Entry.of(kind, values(kind, random)).bytes();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) noise.charAt(random.nextInt(noise.length()));
            }
            try {
                assertThat(rewritten(Entry.parse(bytes))).isEqualTo(bytes);
            } catch (MalformedException _) {
                // refused is as good
            }
        }
    }

    @Test
    void aKnownEntryHasAKnownText() {
        Entry entry = Entry.of(Kind.GAP, Map.of("t", 1_795_193_100L, "why", "torn", "bytes", 17));
        assertThat(entry).hasToString("{\"bytes\":17,\"kind\":\"gap\",\"t\":1795193100,\"v\":1,\"why\":\"torn\"}");
        assertThat(entry.time()).hasToString("2026-11-20T16:45:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"kind\":\"gap\"}",
                "{\"kind\":\"other\",\"t\":1,\"v\":1}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":2,\"why\":\"\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"} ",
                " {\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\": 1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":01,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":-0,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":+1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":-1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":1.0,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":1e3,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":9007199254740992,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":99999999999999999999999,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":null,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":true,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":\"1\",\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":{},\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":[1],\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\",\"x\":1}",
                "{\"a\":1,\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":1,\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"kind\":\"gap\",\"bytes\":1,\"t\":1,\"v\":1,\"why\":\"\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\\u0041\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"é\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\t\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":[]}",
                "{\"bytes\":1,\"kind\":\"gap\",\"t\":1,\"v\":1,\"why\":\"\",}",
                "{\"bytes\":1,\"kind\":[\"gap\"],\"t\":1,\"v\":1,\"why\":\"\"}"
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Entry.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = new TestLog().begin().entries().getLast();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Entry.parse(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void anEntryHasAtMostTwoThousandAndFortyEightBytes() {
        int room = Entry.MAX_BYTES
                - Entry.of(Kind.GAP, Map.of("t", 1, "why", "", "bytes", 1)).bytes().length;
        Entry longest = Entry.of(Kind.GAP, Map.of("t", 1, "why", "x".repeat(room), "bytes", 1));
        assertThat(longest.bytes()).hasSize(Entry.MAX_BYTES);
        assertThat(Entry.parse(longest.bytes())).isEqualTo(longest);
        assertThatThrownBy(() -> Entry.of(Kind.GAP, Map.of("t", 1, "why", "x".repeat(room + 1), "bytes", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        String tooLong = longest.toString().replace("xx", "xxx");
        assertThatThrownBy(() -> Entry.parse(tooLong.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void whatCannotStandInAnEntryCannotBeWritten() {
        for (String bad : List.of("\"", "\\", "é", "\n", "\u007f", "محضر")) {
            assertThatThrownBy(() -> Entry.of(Kind.GAP, Map.of("t", 1, "why", bad, "bytes", 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Entry.of(Kind.GAP, Map.of("t", 1, "why", "", "bytes", Entry.MAX_NUMBER + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Entry.of(Kind.GAP, Map.of("t", 1, "why", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHoleIsFilledAsIfItHadBeenWritten() {
        for (long number : new long[] {0, 9, 1_795_193_100, Entry.MAX_NUMBER}) {
            EntryWriter writer = new EntryWriter()
                    .number("bytes", 1)
                    .text("kind", "gap")
                    .hole("t")
                    .number("v", 1)
                    .text("why", "w");
            assertThat(writer.withHole(number))
                    .isEqualTo(Entry.of(Kind.GAP, Map.of("t", number, "why", "w", "bytes", 1))
                            .bytes());
        }
    }

    @Test
    void disclosuresReadBackWhateverTheValue() {
        Random random = new Random(3);
        byte[] salt = new byte[16];
        for (int i = 0; i < 2_000; i++) {
            random.nextBytes(salt);
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                value.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x20) : random.nextInt(0xd800));
            }
            Disclosure disclosure = Disclosure.of(salt, Disclosure.NAMES.get(random.nextInt(4)), value.toString());
            assertThat(Disclosure.parse(disclosure.encode())).isEqualTo(disclosure);
            assertThat(disclosure.digest()).hasSize(43);
        }
    }

    /// RFC 9901 §4.2.1 shows this disclosure's shape: salt, claim name, claim value.
    @Test
    void aDisclosureIsBase64urlOfAJsonArray() {
        Disclosure disclosure = new Disclosure("6qMQvRL5haj9Peur2S8oeA", "actor", "Möbius");
        assertThat(new String(java.util.Base64.getUrlDecoder().decode(disclosure.encode()), StandardCharsets.UTF_8))
                .isEqualTo("[\"6qMQvRL5haj9Peur2S8oeA\",\"actor\",\"Möbius\"]");
    }

    static Map<String, Object> values(Kind kind, Random random) {
        Map<String, Object> values = new TreeMap<>();
        for (Field field : kind.fields()) {
            if (!field.key().equals("kind") && !field.key().equals("v")) {
                values.put(field.key(), value(field.form(), random));
            }
        }
        return values;
    }

    private static Object value(Field.Form form, Random random) {
        return switch (form) {
            case TEXT -> text(random);
            case COUNT -> random.nextLong(1L << random.nextInt(1, 53));
            case NUMBER -> random.nextLong(1L << random.nextInt(1, 53)) * (random.nextBoolean() ? 1 : -1);
            case TEXTS -> {
                List<String> texts = new ArrayList<>();
                for (int count = random.nextInt(5); count > 0; count--) {
                    texts.add(text(random));
                }
                yield texts;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            char c = (char) random.nextInt(0x20, 0x7f);
            text.append(c == '"' || c == '\\' ? 'x' : c);
        }
        return text.toString();
    }

    /// Serialises again from the parsed values alone.
    static byte[] rewritten(Entry entry) {
        EntryWriter writer = new EntryWriter();
        for (Field field : entry.kind().fields()) {
            switch (field.form()) {
                case TEXT -> writer.text(field.key(), entry.text(field.key()));
                case COUNT, NUMBER -> writer.number(field.key(), entry.number(field.key()));
                case TEXTS -> writer.texts(field.key(), entry.texts(field.key()));
            }
        }
        return writer.bytes();
    }
}
