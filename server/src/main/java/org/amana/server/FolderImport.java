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
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
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
    /// @param sent how many were not there before
    /// @param replaced how many took the place of something else under their name
    /// @param passedOver data folders of Amana's
    /// @param links how many links, sockets and the like were passed over
    record Result(
            String container,
            int sent,
            int replaced,
            int unchanged,
            List<String> failed,
            List<Path> passedOver,
            int links) {
        Result {
            failed = List.copyOf(failed);
            passedOver = List.copyOf(passedOver);
        }
    }

    /// Takes it in.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET`, before anything is sent, where something else would be
    ///     replaced in a container that was neither made for it nor named
    Result run(Path folder, Optional<String> named) {
        FolderWalk walk = FolderWalk.of(folder);
        List<Source> sources = walk.sources();
        Landing landing = Landing.of(uploads, folder, named);
        String container = landing.container();
        Map<String, BlobUploads.Stored> there = uploads.list(container);
        if (!landing.mayReplace()) {
            requireNothingReplaced(folder, container, sources, there);
        }
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

    private static void requireNothingReplaced(
            Path folder, String container, List<Source> sources, Map<String, BlobUploads.Stored> there) {
        List<String> others = sources.stream()
                .filter(source -> Optional.ofNullable(there.get(source.name()))
                        .filter(stored -> !same(source, stored))
                        .isPresent())
                .map(Source::name)
                .toList();
        if (!others.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET,
                    "nothing is taken in: container " + container + " was not made for " + folder
                            + ", and holds something else under the name " + others.getFirst()
                            + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more")
                            + "; --container " + container
                            + " replaces it, --container NAME takes the folder elsewhere");
        }
    }

    private static boolean same(Source source, BlobUploads.Stored stored) {
        try {
            return is(source, stored, BlobUploads.md5(source.file()));
        } catch (IOException _) {
            return true; // It will not be sent either.
        }
    }

    private static boolean is(Source source, BlobUploads.Stored stored, String md5) {
        return stored.length() == source.size()
                && stored.md5().filter(md5::equals).isPresent();
    }

    private void take(Source source, String container, Map<String, BlobUploads.Stored> there, Tally tally) {
        try {
            String md5 = BlobUploads.md5(source.file());
            BlobUploads.Stored stored = there.get(source.name());
            if (stored != null && is(source, stored, md5)) {
                tally.unchanged(source);
                return;
            }
            uploads.put(container, source.name(), source.file(), md5, tally::bytes);
            tally.sent(stored != null);
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

        synchronized void sent(boolean replacing) {
            sent += replacing ? 0 : 1;
            replaced += replacing ? 1 : 0;
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
            return new Result(container, sent, replaced, unchanged, failures, passedOver, links);
        }

        private void draw() {
            bar.files(sent + replaced + unchanged + failures.size(), totalFiles, bytes, totalBytes);
        }
    }
}
