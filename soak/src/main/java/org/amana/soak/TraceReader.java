package org.amana.soak;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `strace -f -y -xx` has written: one call a line, in the order in which they began and ended.
final class TraceReader {
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>.*?(?:= (-?\\d+|\\?).*)?$");
    private static final Pattern RESULT = Pattern.compile("\\) += (-?\\d+|0x[0-9a-f]+|\\?)[^=]*$");
    private static final String UNFINISHED = " <unfinished ...>";

    /// The result of a call during which its process was killed: nobody knows how far it came.
    private static final String UNKNOWN = "?";

    /// A path of 4,096 bytes, each in four characters, and a number before it.
    private static final int LONGEST_RESULT = 4 * 4_096 + 100;

    private TraceReader() {}

    static List<SystemCall> read(Path file) throws IOException {
        List<SystemCall> calls = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                call(line).ifPresent(calls::add);
            }
        }
        return calls;
    }

    static Optional<SystemCall> call(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long thread = Long.parseLong(matcher.group(1));
        String rest = matcher.group(2);
        if (rest.startsWith("---") || rest.startsWith("+++")) {
            return Optional.empty(); // a signal, or the end of a process
        }
        if (rest.startsWith("<... ")) {
            Matcher resumed = RESUMED.matcher(rest);
            return resumed.matches() && !UNKNOWN.equals(resumed.group(2))
                    ? Optional.of(new SystemCall.End(thread, SystemCall.Phase.ENDED, number(resumed.group(2))))
                    : Optional.empty();
        }
        int open = rest.indexOf('(');
        if (open < 0) {
            return Optional.empty();
        }
        boolean unfinished = rest.endsWith(UNFINISHED);
        long result = 0;
        int end = rest.length() - (unfinished ? UNFINISHED.length() : 0);
        if (!unfinished) {
            // Behind the last argument there is nothing but the result, with the path of an opened file: the search is
            // short however much was written.
            int from = Math.max(open, rest.length() - LONGEST_RESULT);
            Matcher found = RESULT.matcher(rest).region(from, rest.length());
            if (!found.find()) {
                return Optional.empty();
            }
            unfinished = found.group(1).equals(UNKNOWN);
            result = number(found.group(1));
            end = found.start();
        }
        return call(
                thread,
                unfinished ? SystemCall.Phase.BEGUN : SystemCall.Phase.WHOLE,
                result,
                rest.substring(0, open),
                arguments(rest, open + 1, end));
    }

    private static long number(String text) {
        return text == null || text.equals(UNKNOWN) ? 0 : text.startsWith("0x") ? 0 : Long.parseLong(text);
    }

    /// Strings are all in hexadecimal, so that no comma or bracket stands in one.
    private static List<String> arguments(String line, int from, int end) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < end; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i += 3;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                arguments.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (start < end) {
            arguments.add(line.substring(start, end).strip());
        }
        return arguments;
    }

    private static Optional<SystemCall> call(
            long thread, SystemCall.Phase phase, long result, String name, List<String> arguments) {
        return Optional.ofNullable(
                switch (name) {
                    case "openat", "open", "creat" -> open(thread, phase, result, name, arguments);
                    case "write", "sendto" ->
                        new SystemCall.Write(
                                thread, phase, result, descriptor(arguments.get(0)), bytes(arguments.get(1)), -1);
                    case "pwrite64" ->
                        new SystemCall.Write(
                                thread,
                                phase,
                                result,
                                descriptor(arguments.get(0)),
                                bytes(arguments.get(1)),
                                Long.parseLong(arguments.get(3)));
                    case "writev", "sendmsg" ->
                        new SystemCall.Write(
                                thread, phase, result, descriptor(arguments.get(0)), vector(arguments.get(1)), -1);
                    case "pwritev", "pwritev2" ->
                        new SystemCall.Write(
                                thread,
                                phase,
                                result,
                                descriptor(arguments.get(0)),
                                vector(arguments.get(1)),
                                Long.parseLong(arguments.get(3)));
                    case "lseek" -> new SystemCall.Seek(thread, phase, result, descriptor(arguments.get(0)));
                    case "ftruncate" ->
                        new SystemCall.Truncate(
                                thread, phase, result, descriptor(arguments.get(0)), Long.parseLong(arguments.get(1)));
                    case "truncate" ->
                        new SystemCall.Truncate(
                                thread, phase, result, text(arguments.get(0)), Long.parseLong(arguments.get(1)));
                    case "fallocate" ->
                        arguments.get(1).equals("0")
                                ? allocate(thread, phase, result, arguments)
                                : other(thread, phase, result, name, arguments);
                    case "fsync", "fdatasync" ->
                        new SystemCall.Sync(thread, phase, result, descriptor(arguments.get(0)));
                    case "rename" ->
                        new SystemCall.Rename(thread, phase, result, text(arguments.get(0)), text(arguments.get(1)));
                    case "renameat", "renameat2" ->
                        new SystemCall.Rename(
                                thread,
                                phase,
                                result,
                                at(arguments.get(0), arguments.get(1)),
                                at(arguments.get(2), arguments.get(3)));
                    case "unlink", "rmdir" -> new SystemCall.Delete(thread, phase, result, text(arguments.get(0)));
                    case "unlinkat" ->
                        new SystemCall.Delete(thread, phase, result, at(arguments.get(0), arguments.get(1)));
                    case "mkdir" -> new SystemCall.MakeFolder(thread, phase, result, text(arguments.get(0)));
                    case "mkdirat" ->
                        new SystemCall.MakeFolder(thread, phase, result, at(arguments.get(0), arguments.get(1)));
                    case "link", "linkat", "symlink", "symlinkat", "sendfile", "copy_file_range", "sync_file_range" ->
                        other(thread, phase, result, name, arguments);
                    default -> null;
                });
    }

    private static SystemCall open(
            long thread, SystemCall.Phase phase, long result, String name, List<String> arguments) {
        boolean at = name.equals("openat");
        String path = at ? at(arguments.get(0), arguments.get(1)) : text(arguments.get(0));
        String flags = name.equals("creat") ? "O_CREAT|O_TRUNC" : arguments.get(at ? 2 : 1);
        int modeAt = name.equals("creat") ? 1 : at ? 3 : 2;
        int mode = arguments.size() > modeAt ? Integer.parseInt(arguments.get(modeAt), 8) : 0;
        return new SystemCall.Open(
                thread, phase, result, path, flags.contains("O_CREAT"), flags.contains("O_TRUNC"), mode);
    }

    private static SystemCall allocate(long thread, SystemCall.Phase phase, long result, List<String> arguments) {
        return new SystemCall.Allocate(
                thread,
                phase,
                result,
                descriptor(arguments.get(0)),
                Long.parseLong(arguments.get(2)) + Long.parseLong(arguments.get(3)));
    }

    private static SystemCall other(
            long thread, SystemCall.Phase phase, long result, String name, List<String> arguments) {
        List<String> paths = arguments.stream()
                .filter(argument -> argument.contains("\\x2f"))
                .map(argument -> argument.startsWith("\"") ? text(argument) : descriptor(argument))
                .toList();
        return new SystemCall.Other(thread, phase, result, name, paths);
    }

    /// The path of an open file: `45<\x2f...>`.
    private static String descriptor(String argument) {
        int from = argument.indexOf('<');
        return from < 0 ? "" : decoded(argument, from + 1, argument.lastIndexOf('>'));
    }

    private static String at(String folder, String path) {
        String text = text(path);
        return text.startsWith("/") ? text : descriptor(folder) + "/" + text;
    }

    private static String text(String argument) {
        return decoded(argument, argument.indexOf('"') + 1, argument.lastIndexOf('"'));
    }

    private static String decoded(String argument, int from, int to) {
        return new String(unescaped(argument, from, to), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String argument) {
        int from = argument.indexOf('"');
        if (argument.endsWith("...")) {
            throw new IllegalStateException("the recording left bytes out");
        }
        return from < 0 ? new byte[0] : unescaped(argument, from + 1, argument.lastIndexOf('"'));
    }

    /// `[{iov_base="...", iov_len=1}, ...]`
    private static byte[] vector(String argument) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int at = argument.indexOf("iov_base=\"");
        while (at >= 0) {
            int from = at + "iov_base=\"".length();
            int to = argument.indexOf('"', from);
            all.writeBytes(unescaped(argument, from, to));
            at = argument.indexOf("iov_base=\"", to);
        }
        return all.toByteArray();
    }

    private static byte[] unescaped(String text, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length() && text.charAt(i + 1) == 'x') {
                bytes[length++] = (byte) Integer.parseInt(text, i + 2, i + 4, 16);
                i += 3;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return java.util.Arrays.copyOf(bytes, length);
    }
}
