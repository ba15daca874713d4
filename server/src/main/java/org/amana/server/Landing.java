package org.amana.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Sha256;

/// The container that a folder lands in: the one that was named, or the folder's own. Its own is called after it and
/// marked as made for it, so that no other folder of a like name gets into it; that one gets a container of its own.
final class Landing {
    private static final int LONGEST = 63;
    private static final int HASH_DIGITS = 8;
    private static final int MARK_DIGITS = 32;

    private Landing() {}

    /// Checks what can be without a server.
    ///
    /// @throws AmanaException if the name is none of a container, or as [FolderWalk#requireFolder]
    static void require(Path folder, Optional<String> named) {
        FolderWalk.requireFolder(folder);
        named.ifPresent(ContainerName::new);
    }

    /// Its name; it is made if it is not there.
    static String of(BlobClient client, Path folder, Optional<String> named) {
        if (named.isPresent()) {
            client.createContainer(named.get());
            return named.get();
        }
        String place = place(folder);
        String own = nameFor(folder);
        for (String container : List.of(own, withHash(own, place))) {
            if (client.createContainer(container, mark(place))) {
                return container;
            }
            Optional<String> madeFor = client.madeFor(container);
            if (madeFor.isEmpty() || madeFor.get().equals(mark(place))) {
                return container;
            }
        }
        throw new AmanaException(
                ErrorCode.RESOURCE_EXISTS,
                "container " + own + " is another folder's: say with --container where " + folder + " is to land");
    }

    /// The name of a folder as one of a container: in lower case, with what Azure does not allow made dashes. Where
    /// letters are lost by that, a hash of the name tells it from others.
    static String nameFor(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = Normalizer.normalize(last == null ? "" : last.toString(), Normalizer.Form.NFC);
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "");
        String plain = letters.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        boolean whole = letters.codePoints().filter(Character::isLetterOrDigit).allMatch(each -> each < 0x80);
        if (whole && !plain.isEmpty() && plain.length() <= LONGEST) {
            return plain.length() < 3 ? "folder-" + plain : plain;
        }
        return withHash(plain.isEmpty() ? "folder" : plain, name);
    }

    private static String withHash(String plain, String of) {
        int room = LONGEST - HASH_DIGITS - 1;
        String begin = plain.length() > room ? plain.substring(0, room).replaceAll("-+$", "") : plain;
        return begin + "-" + sha256(of).substring(0, HASH_DIGITS);
    }

    private static String mark(String place) {
        return sha256(place).substring(0, MARK_DIGITS);
    }

    private static String place(Path folder) {
        try {
            return folder.toRealPath().toString();
        } catch (IOException _) {
            return folder.toAbsolutePath().normalize().toString();
        }
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }
}
