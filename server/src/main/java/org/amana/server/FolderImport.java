package org.amana.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.amana.durable.FileTrouble;
import org.amana.server.FolderWalk.Source;

/// Takes a folder in: every regular file below it becomes a blob, named by its path ([FolderWalk]). A file that is
/// there already with the same length and MD5 is not sent again, so that a second run costs one listing. What else is
/// there under a file's name stays, unless it is to be replaced: another medium at the same path is another folder.
final class FolderImport {
    private static final int AT_ONCE = 4;

    private final BlobClient client;
    private final boolean replacing;
    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;

    /// @param replacing whether what is there under a file's name gives way to it
    FolderImport(BlobClient client, boolean replacing, PrintStream out, boolean terminal, InstantSource clock) {
        this.client = client;
        this.replacing = replacing;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /// What became of the files of a folder.
    ///
    /// @param sent how many were not there before
    /// @param replaced how many took the place of something else under their name
    /// @param left names that something else has, which stayed
    /// @param passedOver data folders of Amana's
    /// @param links links, sockets and the like, which were passed over
    record Result(
            String container,
            int sent,
            int replaced,
            int unchanged,
            List<String> left,
            List<String> failed,
            List<Path> passedOver,
            List<Path> links) {
        Result {
            left = left.stream().sorted().toList();
            failed = List.copyOf(failed);
            passedOver = List.copyOf(passedOver);
            links = List.copyOf(links);
        }
    }

    /// Takes it in.
    Result run(Path folder, Optional<String> named) {
        FolderWalk walk = FolderWalk.of(folder);
        List<Source> sources = walk.sources();
        String container = Landing.of(client, folder, named);
        Map<String, BlobClient.Stored> there = client.list(container);
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
        return tally.end(container);
    }

    private static boolean is(Source source, BlobClient.Stored stored, String md5) {
        return stored.length() == source.size()
                && stored.md5().filter(md5::equals).isPresent();
    }

    private void take(Source source, String container, Map<String, BlobClient.Stored> there, Tally tally) {
        try {
            String md5 = FileMd5.of(source.file());
            BlobClient.Stored stored = there.get(source.name());
            if (stored != null && is(source, stored, md5)) {
                tally.unchanged(source);
            } else if (stored == null) {
                client.put(container, source.name(), source.file(), md5, BlobClient.If.ABSENT, tally::bytes);
                tally.sent();
            } else if (replacing) {
                client.put(container, source.name(), source.file(), md5, BlobClient.If.is(stored), tally::bytes);
                tally.replaced();
            } else {
                tally.left(source);
            }
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
        private final List<String> left = new ArrayList<>();
        private final List<Path> links;
        private long bytes;
        private int sent;
        private int replaced;
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

        synchronized void replaced() {
            replaced++;
            draw();
        }

        synchronized void left(Source source) {
            left.add(source.name());
            bytes += source.size();
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

        synchronized Result end(String container) {
            draw();
            bar.end();
            return new Result(container, sent, replaced, unchanged, left, failures, passedOver, links);
        }

        private void draw() {
            bar.files(sent + replaced + unchanged + left.size() + failures.size(), totalFiles, bytes, totalBytes);
        }
    }
}
