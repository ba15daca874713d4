package org.amana.analysis.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// What the names in a ZIP archive are encoded in that do not say it: one encoding, asked of all of them together,
/// because one name alone tells too little. Windows writes them as DOS did.
final class ZipNames {
    static final String TYPE = "application/zip";

    private static final int MOST = 2_000;

    /// By the encoding of Windows with the same letters, in which ICU knows the language when it sees it.
    private static final Map<Charset, Charset> OF_DOS = Map.of(
            Dos720.INSTANCE,
            Charset.forName("windows-1256"),
            Charset.forName("IBM850"),
            Charset.forName("windows-1252"),
            Charset.forName("IBM852"),
            Charset.forName("windows-1250"),
            Charset.forName("IBM737"),
            Charset.forName("windows-1253"),
            Charset.forName("IBM857"),
            Charset.forName("windows-1254"),
            Charset.forName("IBM862"),
            Charset.forName("windows-1255"));

    private ZipNames() {}

    /// UTF-8 where there is nothing to guess, or no way to.
    static Charset charset(Path archive) {
        byte[] names = silent(archive);
        Encoding direct = Encoding.of(names, true, List.of());
        if (direct.charset().equals(StandardCharsets.UTF_8)) {
            return direct.charset();
        }
        return Stream.concat(
                        Stream.of(new Encoding(direct.charset(), worth(names, direct))),
                        OF_DOS.keySet().stream().map(dos -> new Encoding(dos, worth(names, dos))))
                .max(Comparator.comparingInt(Encoding::certainty))
                .orElse(direct)
                .charset();
    }

    /// The names that do not say what they are encoded in, each in a line.
    private static byte[] silent(Path archive) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        try (ZipFile zip = ZipFile.builder()
                .setPath(archive)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries()).stream()
                    .filter(entry -> !entry.getGeneralPurposeBit().usesUTF8ForNames())
                    .limit(MOST)
                    .toList()) {
                names.write(entry.getRawName());
                names.write('\n');
            }
        } catch (IOException | RuntimeException _) {
            names.reset(); // what is wrong with it, its parser will say
        }
        return names.toByteArray();
    }

    private static int worth(byte[] names, Encoding direct) {
        return isOfLetters(new String(names, direct.charset())) ? direct.certainty() : 0;
    }

    private static int worth(byte[] names, Charset dos) {
        String read = new String(names, dos);
        Charset windows = OF_DOS.getOrDefault(dos, dos);
        if (!isOfLetters(read) || !windows.newEncoder().canEncode(read)) {
            return 0;
        }
        Encoding again = Encoding.of(read.getBytes(windows), true, List.of());
        return again.charset().equals(windows) ? again.certainty() : 0;
    }

    /// Whether nothing beyond ASCII is anything but a letter, as in names: no frames, no currencies.
    private static boolean isOfLetters(String names) {
        return names.codePoints()
                .filter(c -> c > 0x7F)
                .allMatch(c -> Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }
}
