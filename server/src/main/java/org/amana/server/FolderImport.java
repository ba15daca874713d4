package org.amana.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.amana.blob.ContainerName;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.server.FolderWalk.Source;

/// Takes a folder in: every regular file below it becomes a blob, named by its path ([FolderWalk]). A file that is
/// there already with the same length and MD5 is not sent again, so that a second run costs one listing.
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
    ///
    /// @param passedOver data folders of Amana's
    /// @param links how many links, sockets and the like were passed over
    record Result(int sent, int unchanged, List<String> failed, List<Path> passedOver, int links) {
        Result {
            failed = List.copyOf(failed);
            passedOver = List.copyOf(passedOver);
        }
    }

    /// The container that a folder lands in: the one that was named, or the folder's own.
    ///
    /// @throws AmanaException if that is no name of a container, or as [FolderWalk#requireFolder]
    static String container(Path folder, Optional<String> named) {
        FolderWalk.requireFolder(folder);
        return named.map(ContainerName::new).map(ContainerName::value).orElseGet(() -> containerFor(folder));
    }

    /// The container of a folder's own name: its name in lower case, with what Azure does not allow made dashes.
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
        FolderWalk walk = FolderWalk.of(folder);
        List<Source> sources = walk.sources();
        uploads.createContainer(container);
        Map<String, BlobUploads.Stored> there = uploads.list(container);
        Tally tally = new Tally(walk);
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

    /// Counts what is done and draws it. Its own lock guards all fields.
    private final class Tally {
        private final ProgressBar bar = new ProgressBar(out, terminal, clock, "Taking in");
        private final long totalFiles;
        private final long totalBytes;
        private final List<String> failures = new ArrayList<>();
        private final List<Path> passedOver;
        private final int links;
        private long bytes;
        private int sent;
        private int unchanged;

        Tally(FolderWalk walk) {
            this.failures.addAll(walk.failures());
            this.totalFiles = (long) walk.sources().size() + failures.size();
            this.totalBytes = walk.sources().stream().collect(Collectors.summingLong(Source::size));
            this.passedOver = walk.dataFolders();
            this.links = walk.links();
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
            failures.add(source.name() + ": "
                    + (reason instanceof IOException failure
                            ? FileTrouble.why(source.file(), failure)
                            : reason.getMessage()));
            bytes += source.size();
            draw();
        }

        synchronized Result end() {
            draw();
            bar.end();
            return new Result(sent, unchanged, failures, passedOver, links);
        }

        private void draw() {
            bar.files(sent + unchanged + failures.size(), totalFiles, bytes, totalBytes);
        }
    }
}
