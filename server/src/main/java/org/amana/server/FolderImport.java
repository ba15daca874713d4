package org.amana.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Takes a folder in: every regular file below it becomes a blob, named by its path. Links are not followed. A
/// file that is there already with the same length and MD5 is not sent again, so that a second run costs one
/// listing.
final class FolderImport {
    private static final int AT_ONCE = 4;

    private final BlobUploads uploads;
    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;

    FolderImport(BlobUploads uploads, PrintStream out, boolean terminal, InstantSource clock) {
        this.uploads = uploads;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /// What became of the files of a folder.
    record Result(int sent, int unchanged, List<String> failed) {
        Result {
            failed = List.copyOf(failed);
        }
    }

    private record Source(Path file, String name, long size) {}

    /// The container that a folder lands in: its name in lower case, with what Azure does not allow made dashes.
    static String containerFor(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String plain = Normalizer.normalize(last == null ? "" : last.toString(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String bounded = plain.length() > 63 ? plain.substring(0, 63).replaceAll("-+$", "") : plain;
        return bounded.length() < 3 ? "folder-" + bounded.replaceAll("^$", "1") : bounded;
    }

    Result run(Path folder, String container) {
        List<Source> sources = filesBelow(folder);
        uploads.createContainer(container);
        Map<String, BlobUploads.Stored> there = uploads.list(container);
        Tally tally = new Tally(sources);
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Source source : sources) {
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        take(source, container, there, tally);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        return tally.end();
    }

    private void take(Source source, String container, Map<String, BlobUploads.Stored> there, Tally tally) {
        try {
            String md5 = BlobUploads.md5(source.file());
            BlobUploads.Stored stored = there.get(source.name());
            if (stored != null
                    && stored.length() == source.size()
                    && stored.md5().filter(md5::equals).isPresent()) {
                tally.unchanged(source);
                return;
            }
            uploads.put(container, source.name(), source.file(), md5, tally::bytes);
            tally.sent();
        } catch (IOException | RuntimeException e) {
            tally.failed(source, e);
        }
    }

    private static List<Source> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, folder + " is not a folder");
        }
        List<Source> sources = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        String name = folder.relativize(file)
                                .toString()
                                .replace(file.getFileSystem().getSeparator(), "/");
                        sources.add(new Source(file, name, attributes.size()));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "cannot read folder " + folder + ": " + e.getMessage(), e);
        }
        sources.sort(Comparator.comparing(Source::name));
        return sources;
    }

    /// Counts what is done and draws it. Its own lock guards all fields.
    private final class Tally {
        private final ProgressBar bar = new ProgressBar(out, terminal, clock, "Taking in");
        private final long totalFiles;
        private final long totalBytes;
        private final List<String> failures = new ArrayList<>();
        private long bytes;
        private int sent;
        private int unchanged;

        Tally(List<Source> sources) {
            this.totalFiles = sources.size();
            this.totalBytes = sources.stream().collect(Collectors.summingLong(Source::size));
        }

        synchronized void bytes(long more) {
            bytes += more;
            draw();
        }

        synchronized void sent() {
            sent++;
            draw();
        }

        synchronized void unchanged(Source source) {
            unchanged++;
            bytes += source.size();
            draw();
        }

        synchronized void failed(Source source, Exception reason) {
            failures.add(source.name() + ": " + reason.getMessage());
            draw();
        }

        synchronized Result end() {
            draw();
            bar.end();
            return new Result(sent, unchanged, failures);
        }

        private void draw() {
            bar.files(sent + unchanged + failures.size(), totalFiles, bytes, totalBytes);
        }
    }
}
