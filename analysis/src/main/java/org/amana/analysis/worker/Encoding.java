package org.amana.analysis.worker;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/// What a text is encoded in, and how sure that is. A byte order mark is believed, and so are bytes that can hardly be
/// anything but UTF-8; then what is said of the text, as long as its bytes do not contradict; all else is a guess.
///
/// @param certainty 0 to 100; 100 unless it was guessed
record Encoding(Charset charset, int certainty) {
    private static final int SURE = 100;

    /// Of a guess that nothing speaks for, as sure as ICU is where nothing speaks for it.
    private static final int BLIND = 10;

    /// As sure as this, a guess makes a text of what nobody else takes for one.
    private static final int LEAST_EASTERN = 50;

    private static final double LEAST_FOREIGN = 0.6;

    /// More than this makes ICU's guess no better.
    private static final int ENOUGH = 12_000;

    /// A UTF-8 text may have so many sound letters for each that was broken on its way.
    private static final int SOUND_FOR_BROKEN = 10;

    /// What Windows writes where it says the one on the left; every text in that is the same in the one on the right.
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso-8859-6-i", "iso-8859-6"),
            Map.entry("iso-8859-6-e", "iso-8859-6"),
            Map.entry("asmo-708", "iso-8859-6"),
            Map.entry("iso-8859-8", "windows-1255"),
            Map.entry("iso-8859-8-i", "windows-1255"),
            Map.entry("iso-8859-8-e", "windows-1255"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"));

    /// Other names of these, which Java does not know or takes for something narrower.
    private static final Map<String, String> ALSO = Map.of(
            "x-sjis", "shift_jis",
            "ks_c_5601-1987", "euc-kr",
            "ks_c_5601", "euc-kr",
            "x-gbk", "gbk",
            "gb_2312-80", "gb2312",
            "utf8", "utf-8");

    /// Which ICU knows, and texts that people send are not in: those of mainframes, and those that need no guess.
    private static final Set<String> NEVER = Set.of("utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be");

    private static final String MAINFRAMES = "ibm4|ibm5";

    /// @param text its beginning
    /// @param whole whether that is all of it
    /// @param said names of encodings that it is said to have, the best informed first; unknown ones are
    ///     passed over
    static Encoding of(byte[] text, boolean whole, List<String> said) {
        return marked(text)
                .or(() -> utf8(text, whole))
                .or(() -> said(text, whole, said))
                .or(() -> wide(text))
                .or(() -> brokenUtf8(text))
                .or(() -> guessed(text, whole))
                .orElseGet(() -> new Encoding(Charset.forName("windows-1252"), BLIND));
    }

    /// The charset of a name, in the widest form that is meant by it.
    static Optional<Charset> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        String known = ALSO.getOrDefault(plain, plain);
        try {
            String canonical =
                    Charset.isSupported(known) ? Charset.forName(known).name().toLowerCase(Locale.ROOT) : known;
            String wide = WIDER.getOrDefault(canonical, canonical);
            return Charset.isSupported(wide) ? Optional.of(Charset.forName(wide)) : Optional.empty();
        } catch (IllegalCharsetNameException _) {
            return Optional.empty();
        }
    }

    static boolean isUtf8(byte[] text) {
        return utf8(text, true).isPresent();
    }

    /// Whether it is a text of two bytes a letter, all of them.
    static boolean isWide(byte[] text) {
        return wide(text).isPresent();
    }

    /// Whether it is a text in an encoding of East Asia, where there are no blanks.
    static boolean isEastern(byte[] text) {
        return guessed(text, false)
                .filter(guess -> guess.certainty() >= LEAST_EASTERN && isEastern(guess.charset()))
                .isPresent();
    }

    private static boolean isEastern(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() > 1;
    }

    private static Optional<Encoding> marked(byte[] text) {
        if (begins(text, 0xEF, 0xBB, 0xBF)) {
            return sure(StandardCharsets.UTF_8);
        }
        if (begins(text, 0xFF, 0xFE, 0, 0)) {
            return sure(Charset.forName("UTF-32LE"));
        }
        if (begins(text, 0, 0, 0xFE, 0xFF)) {
            return sure(Charset.forName("UTF-32BE"));
        }
        if (begins(text, 0xFF, 0xFE)) {
            return sure(StandardCharsets.UTF_16LE);
        }
        return begins(text, 0xFE, 0xFF) ? sure(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean begins(byte[] text, int... bytes) {
        boolean so = text.length >= bytes.length;
        for (int i = 0; so && i < bytes.length; i++) {
            so = (text[i] & 0xFF) == bytes[i];
        }
        return so;
    }

    private static Optional<Encoding> sure(Charset charset) {
        return Optional.of(new Encoding(charset, SURE));
    }

    /// Seven bits with an escape are not ASCII but Japanese mail, with a nought they are half a letter each.
    private static Optional<Encoding> utf8(byte[] text, boolean whole) {
        boolean shifts = false;
        boolean high = false;
        for (byte b : text) {
            if (b == 0) {
                return Optional.empty();
            }
            shifts |= b == 0x1B;
            high |= b < 0;
        }
        return (high || !shifts) && decodes(text, whole, StandardCharsets.UTF_8)
                ? sure(StandardCharsets.UTF_8)
                : Optional.empty();
    }

    private static Optional<Encoding> said(byte[] text, boolean whole, List<String> said) {
        return said.stream()
                .flatMap(name -> named(name).stream())
                .filter(charset -> decodes(text, whole, charset))
                .findFirst()
                .flatMap(Encoding::sure);
    }

    private static boolean decodes(byte[] text, boolean whole, Charset charset) {
        if (!charset.canEncode()) {
            return false; // one that only guesses others
        }
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(8 << 10);
        while (true) {
            CoderResult result = decoder.decode(in, out, whole);
            if (result.isError() || hasControls(out.flip())) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    /// Those above ASCII, which no text has.
    private static boolean hasControls(CharBuffer text) {
        return text.chars().anyMatch(c -> c >= 0x80 && c < 0xA0 && c != 0x85);
    }

    /// UTF-16 without a mark: of the two ways to read it, the one that makes words of one script.
    private static Optional<Encoding> wide(byte[] text) {
        if (text.length < 4 || !contains(text, (byte) 0)) {
            return Optional.empty();
        }
        byte[] even = Arrays.copyOf(text, Math.min(text.length & ~1, ENOUGH));
        return Stream.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                .filter(charset -> decodes(even, false, charset))
                .map(charset -> new Encoding(charset, Prose.share(new String(even, charset))))
                .filter(encoding -> encoding.certainty() > 0)
                .max(Comparator.comparingInt(Encoding::certainty));
    }

    private static boolean contains(byte[] text, byte wanted) {
        for (byte b : text) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Encoding> brokenUtf8(byte[] text) {
        if (contains(text, (byte) 0)) {
            return Optional.empty();
        }
        String read = new String(text, StandardCharsets.UTF_8);
        long broken = read.chars().filter(c -> c == '\uFFFD').count();
        long sound = read.codePoints().filter(c -> c > 0x7F && c != '\uFFFD').count();
        return sound >= SOUND_FOR_BROKEN * broken && sound > 0
                ? Optional.of(new Encoding(StandardCharsets.UTF_8, (int) (SURE * sound / (sound + broken + 1))))
                : Optional.empty();
    }

    /// By ICU, which looks at the letters' frequencies. Where words are made of letters beyond ASCII, it is asked about
    /// these alone: among the English of a list of figures they are too few to be heard.
    private static Optional<Encoding> guessed(byte[] text, boolean whole) {
        byte[] words = foreignWords(text);
        byte[] asked = isForeign(words) ? words : Arrays.copyOf(text, Math.min(text.length, ENOUGH));
        return matches(asked).stream()
                .flatMap(match -> likelier(text, match).stream())
                .filter(encoding -> decodes(text, whole, encoding.charset()))
                .findFirst();
    }

    /// Not of a Latin alphabet, whose words have some letters in ASCII.
    private static boolean isForeign(byte[] words) {
        int high = 0;
        int all = 0;
        for (byte b : words) {
            high += b < 0 ? 1 : 0;
            all += endsWord(b) ? 0 : 1;
        }
        return high > LEAST_FOREIGN * all;
    }

    private static List<CharsetMatch> matches(byte[] text) {
        CharsetDetector detector = new CharsetDetector();
        detector.setText(text);
        return text.length == 0
                ? List.of()
                : Arrays.stream(detector.detectAll())
                        .filter(match -> isLikely(match.getName().toLowerCase(Locale.ROOT)))
                        .toList();
    }

    private static boolean isLikely(String name) {
        return !NEVER.contains(name) && !name.matches("(" + MAINFRAMES + ").*");
    }

    /// ICU takes Greek as Windows writes it for Greek as ISO writes it; they differ in one letter. It takes what DOS
    /// and
    /// old Macs wrote for what Windows writes.
    private static Optional<Encoding> likelier(byte[] text, CharsetMatch match) {
        if (match.getName().equals("ISO-8859-7")) {
            Charset iso = Charset.forName("ISO-8859-7");
            Charset windows = Charset.forName("windows-1253");
            boolean isIso = letters(text, iso) > letters(text, windows);
            return Optional.of(new Encoding(isIso ? iso : windows, match.getConfidence()));
        }
        if (match.getName().equals("ISO-8859-1") || match.getName().equals("windows-1252")) {
            return OldWestern.of(text)
                    .or(() -> named(match.getName()))
                    .map(charset -> new Encoding(charset, match.getConfidence()));
        }
        return named(match.getName()).map(charset -> new Encoding(charset, match.getConfidence()));
    }

    private static long letters(byte[] text, Charset charset) {
        return new String(text, charset).chars().filter(Character::isLetter).count();
    }

    private static byte[] foreignWords(byte[] text) {
        byte[] words = new byte[Math.min(text.length, ENOUGH)];
        int length = 0;
        int from = 0;
        boolean foreign = false;
        for (int i = 0; i <= text.length && length < words.length; i++) {
            boolean ends = i == text.length || endsWord(text[i]);
            foreign |= i < text.length && text[i] < 0;
            if (ends) {
                int taken = foreign ? Math.min(Math.min(i + 1, text.length) - from, words.length - length) : 0;
                System.arraycopy(text, from, words, length, taken);
                length += taken;
                from = i + 1;
                foreign = false;
            }
        }
        return Arrays.copyOf(words, length);
    }

    /// None of these is the second half of a letter in any encoding of two bytes a letter.
    private static boolean endsWord(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ';' || b == ',';
    }
}
