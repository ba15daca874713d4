package org.amana.verifier;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Reads entries where they lie, in the one form they may have: keys ascending and exactly those of the kind,
/// no blank, no escape, integers without superfluous signs or zeros. Whatever it accepts is therefore, byte for
/// byte, what [EntryWriter] would write. It makes no garbage, so a log can be read at memory speed; for one
/// thread at a time.
///
/// Nearly every entry of a log is an access, and between its values an access has the same bytes as any other. So
/// an entry is first held against those, and read key by key only if it differs, to say where.
///
/// After [#parse] the fields of that entry can be asked for by their position in [Kind#fields()].
public final class EntryParser {
    private static final int MAX_FIELDS = 24;
    private static final boolean[] TEXT_BYTES = textBytes();

    /// Eight bytes of an array as one number, the first one lowest.
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = EACH_BYTE << 7;

    private final int[] keyFrom = new int[MAX_FIELDS];
    private final int[] keyTo = new int[MAX_FIELDS];
    private final int[] valueFrom = new int[MAX_FIELDS];
    private final int[] valueTo = new int[MAX_FIELDS];
    private final long[] numbers = new long[MAX_FIELDS];
    private final Field.Form[] forms = new Field.Form[MAX_FIELDS];

    private byte[] bytes = new byte[0];
    private int origin;
    private int at;
    private int end;
    private int count;
    private Kind kind = Kind.GAP;

    /// Reads the entry `bytes[from, from + length)`; the array must not change while its fields are asked for.
    ///
    /// @throws MalformedException naming the byte within the entry, if it is not canonical or not of a known kind
    public Kind parse(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        origin = from;
        end = from + length;
        if (length > Entry.MAX_BYTES) {
            throw new MalformedException("an entry of " + length + " bytes; the most is " + Entry.MAX_BYTES);
        }
        if (!readAs(Kind.ACCESS)) {
            readAnything();
        }
        return kind;
    }

    /// The kind read last.
    public Kind kind() {
        return kind;
    }

    /// The number in the field at `position`.
    public long number(int position) {
        return numbers[position];
    }

    /// The text in the field at `position`.
    public String text(int position) {
        return Entry.ascii(bytes, valueFrom[position], valueTo[position]);
    }

    /// Whether the field at `position` is exactly `expected`.
    public boolean textIs(int position, byte[] expected) {
        return Arrays.equals(bytes, valueFrom[position], valueTo[position], expected, 0, expected.length);
    }

    /// Whether the text in the field at `position` is empty.
    public boolean textIsEmpty(int position) {
        return valueFrom[position] == valueTo[position];
    }

    /// The array that the entry lies in.
    byte[] source() {
        return bytes;
    }

    /// Where the text or array in the field at `position` begins, without quotation mark or bracket.
    int valueFrom(int position) {
        return valueFrom[position];
    }

    /// Where the text or array in the field at `position` ends, without quotation mark or bracket.
    int valueTo(int position) {
        return valueTo[position];
    }

    /// The texts in the field at `position`.
    public List<String> texts(int position) {
        return Entry.texts(bytes, valueFrom[position], valueTo[position]);
    }

    /// The entry read last, as an object of its own.
    public Entry entry() {
        int fields = kind.fields().size();
        return new Entry(
                kind,
                Arrays.copyOfRange(bytes, origin, end),
                inside(valueFrom, fields),
                inside(valueTo, fields),
                Arrays.copyOf(numbers, fields));
    }

    /// Places in the array as places in the entry.
    private int[] inside(int[] places, int fields) {
        int[] inside = new int[fields];
        for (int position = 0; position < fields; position++) {
            inside[position] = places[position] - origin;
        }
        return inside;
    }

    /// Reads an entry that has the keys of `expected`, and its label and version.
    ///
    /// @return false if it differs in one of these; it may still be an entry then
    private boolean readAs(Kind expected) {
        at = origin;
        for (int position = 0; position < expected.fields().size(); position++) {
            if (!passed(expected.lead(position)) || !valueAs(expected.form(position), position)) {
                return false;
            }
        }
        kind = expected;
        return at == end - 1
                && bytes[at] == '}'
                && textIs(expected.labelPosition(), expected.labelBytes())
                && numbers[expected.versionPosition()] == Entry.VERSION;
    }

    private boolean passed(byte[] expected) {
        if (end - at < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    private boolean valueAs(Field.Form form, int position) {
        valueFrom[position] = at;
        switch (form) {
            case TEXT -> valueTo[position] = skipText();
            case TEXTS -> valueTo[position] = skipTexts();
            case COUNT, NUMBER -> {
                numbers[position] = readNumber();
                valueTo[position] = at;
                return form == Field.Form.NUMBER || numbers[position] >= 0;
            }
        }
        return true;
    }

    /// Reads an entry of whatever kind, key by key.
    private void readAnything() {
        at = origin;
        count = 0;
        expect('{');
        do {
            field();
        } while (more('}'));
        if (at != end) {
            throw malformed("the end");
        }
        kind = kindOf();
        checkFields();
    }

    private void field() {
        if (count == MAX_FIELDS) {
            throw malformed("at most " + MAX_FIELDS + " keys");
        }
        expect('"');
        keyFrom[count] = at;
        keyTo[count] = skipText();
        if (count > 0 && compareKeys(count - 1, count) >= 0) {
            throw malformed("keys in ascending order, each once");
        }
        expect(':');
        value();
        count++;
    }

    private void value() {
        int first = at < end ? bytes[at] : -1;
        if (first == '"') {
            at++;
            forms[count] = Field.Form.TEXT;
            valueFrom[count] = at;
            valueTo[count] = skipText();
        } else if (first == '[') {
            at++;
            forms[count] = Field.Form.TEXTS;
            valueFrom[count] = at;
            valueTo[count] = skipTexts();
        } else {
            valueFrom[count] = at;
            numbers[count] = readNumber();
            valueTo[count] = at;
            forms[count] = numbers[count] < 0 ? Field.Form.NUMBER : Field.Form.COUNT;
        }
    }

    /// Passes a text and its closing quotation mark, and answers where the text ended.
    private int skipText() {
        while (at + Long.BYTES <= end && allText((long) EIGHT.get(bytes, at))) {
            at += Long.BYTES;
        }
        while (at < end && TEXT_BYTES[bytes[at] & 0xff]) {
            at++;
        }
        int close = at;
        expect('"');
        return close;
    }

    /// Whether all eight bytes may stand in a text. A byte that may not sets a high bit: of itself if it is not
    /// ASCII; by borrowing if it is below a blank, or if it is zero once a forbidden byte has been taken out of
    /// it (Warren, *Hacker's Delight*, §6-1).
    private static boolean allText(long eight) {
        long quote = eight ^ ('"' * EACH_BYTE);
        long backslash = eight ^ ('\\' * EACH_BYTE);
        long delete = eight ^ (0x7f * EACH_BYTE);
        long bad = eight
                | (eight - 0x20 * EACH_BYTE)
                | ((quote - EACH_BYTE) & ~quote)
                | ((backslash - EACH_BYTE) & ~backslash)
                | ((delete - EACH_BYTE) & ~delete);
        return (bad & HIGH_BITS) == 0;
    }

    /// Passes an array and its closing bracket, and answers where its inside ended.
    private int skipTexts() {
        if (at < end && bytes[at] == ']') {
            return at++;
        }
        do {
            expect('"');
            skipText();
        } while (more(']'));
        return at - 1;
    }

    private long readNumber() {
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int from = at;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < 17) {
            number = number * 10 + (bytes[at] - '0');
            at++;
        }
        boolean zeroLed = at > from && bytes[from] == '0' && (at - from > 1 || negative);
        if (at == from || zeroLed || number > Entry.MAX_NUMBER) {
            throw malformed("a text, an array of texts, or an integer of at most 2^53 - 1");
        }
        return negative ? -number : number;
    }

    /// After a member: true at a comma, false at the closing bracket; either is passed.
    private boolean more(char closing) {
        if (at < end && bytes[at] == ',') {
            at++;
            return true;
        }
        expect(closing);
        return false;
    }

    private void expect(char wanted) {
        if (at >= end || bytes[at] != wanted) {
            throw malformed(wanted == '"' ? "a quotation mark" : "'" + wanted + "'");
        }
        at++;
    }

    private int compareKeys(int left, int right) {
        return Arrays.compare(bytes, keyFrom[left], keyTo[left], bytes, keyFrom[right], keyTo[right]);
    }

    private Kind kindOf() {
        for (int position = 0; position < count; position++) {
            if (keyIs(position, "kind")) {
                for (Kind candidate : Kind.all()) {
                    if (forms[position] == Field.Form.TEXT && textIs(position, candidate.labelBytes())) {
                        return candidate;
                    }
                }
                throw new MalformedException("not a kind of entry: " + text(position));
            }
        }
        throw new MalformedException("an entry without a kind");
    }

    private boolean keyIs(int position, String key) {
        if (keyTo[position] - keyFrom[position] != key.length()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (bytes[keyFrom[position] + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void checkFields() {
        List<Field> fields = kind.fields();
        for (int position = 0; position < Math.min(count, fields.size()); position++) {
            byte[] key = kind.keyBytes(position);
            if (!Arrays.equals(bytes, keyFrom[position], keyTo[position], key, 0, key.length)) {
                throw new MalformedException("an entry of kind " + kind.label() + " has the key "
                        + fields.get(position).key() + ", not "
                        + Entry.ascii(bytes, keyFrom[position], keyTo[position]));
            }
            Field.Form form = fields.get(position).form();
            if (forms[position] != form && !(form == Field.Form.NUMBER && forms[position] == Field.Form.COUNT)) {
                throw new MalformedException(
                        "the value of " + fields.get(position).key() + " is " + forms[position] + ", not " + form);
            }
        }
        if (count != fields.size()) {
            throw new MalformedException(
                    "an entry of kind " + kind.label() + " has " + fields.size() + " keys, not " + count);
        }
        long version = numbers[kind.versionPosition()];
        if (version != Entry.VERSION) {
            throw new MalformedException("format " + version + " is not known, only " + Entry.VERSION);
        }
    }

    private MalformedException malformed(String expected) {
        return new MalformedException("byte " + (at - origin) + " of the entry: expected " + expected);
    }

    private static boolean[] textBytes() {
        boolean[] text = new boolean[256];
        Arrays.fill(text, 0x20, 0x7f, true);
        text['"'] = false;
        text['\\'] = false;
        return text;
    }
}
