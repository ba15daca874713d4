package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The mail in a file of Apple's Mail (`.emlx`): a line with its length in bytes, the mail, and then a list of what the
/// program knows of it.
final class AppleMail {
    static final String TYPE = "message/x-emlx";

    private static final int LONGEST_NUMBER = 12;
    private static final int BUFFER = 64 << 10;

    private AppleMail() {}

    /// @param target is written; as much as there is, if the file was cut off
    static void take(Path file, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long left = length(in);
            while (left > 0) {
                int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    return;
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static long length(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n' && line.length() <= LONGEST_NUMBER) {
            line.append((char) c);
            c = in.read();
        }
        String number = line.toString().strip();
        return number.matches("[0-9]{1,12}") ? Long.parseLong(number) : Long.MAX_VALUE;
    }
}
