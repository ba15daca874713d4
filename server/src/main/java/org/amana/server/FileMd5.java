package org.amana.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The MD5 of a file, base64, as Azure writes it: by it a file is compared with the blob of its name.
final class FileMd5 {
    private static final int WINDOW = 1 << 16; // bytes

    private final MessageDigest digest;

    FileMd5() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    static String of(Path file) throws IOException {
        FileMd5 md5 = new FileMd5();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] window = new byte[WINDOW];
            for (int read = in.read(window); read >= 0; read = in.read(window)) {
                md5.digest.update(window, 0, read);
            }
        }
        return md5.end();
    }

    /// Takes what follows.
    void add(byte[] bytes) {
        digest.update(bytes);
    }

    /// Of all that was added; it begins anew then.
    String end() {
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
