package org.amana.verifier;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a whole log once and answers whether it is what its checkpoint promises: the signature, every tile of
/// every level against every entry, every entry's form, and the rules between entries
/// (`docs/formats/ledger-entry.md`).
///
/// Hashing runs on all cores, the rest follows in order. Of 256 entries it keeps at most 64 bytes; of boxes,
/// purposes and credentials, and of what they are suspected of until the end, one record each, up to a limit.
/// What an entry costs does not grow with them. So neither the memory nor the time that it takes depends on
/// who kept the log; where there is less memory than that, the report is incomplete, and what was found
/// before stands in it.
public final class LogVerification {
    /// After so many bundles that cannot be used there is nothing more to learn.
    private static final int MAX_UNUSABLE = 100;

    /// After so many bundles that could not be read the result can no longer be anything but incomplete, and a
    /// server that does not answer would be waited for again and again.
    private static final int MAX_UNREAD = 16;

    private static final int AHEAD = 4;

    /// `void` entries are compared with what they name in groups of so many.
    private static final int CLAIMS = 1_024;

    /// How much may be kept of boxes, purposes, policy sets, credentials, approvals and units, in bytes.
    private static final long MAX_WEIGHT = 256L << 20;

    /// How far the clocks of a log and its reader may be apart without a word.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final String OUT_OF_MEMORY =
            "there is too little memory to check the log to the end: give java more of it, such as -Xmx2g";

    private final LogSource source;
    private final VerifierKey key;
    private final Findings findings = new Findings();
    private final Frontier made = new Frontier();
    private final Frontier claimed = new Frontier();
    private final UpperLevel upper;
    private final Remembered remembered;
    private final long maxWeight;
    private final InstantSource clock;
    private final List<Checkpoint> promises = new ArrayList<>(); // smaller than the whole, and not passed yet
    private boolean chainWhole = true;
    private int unusable;
    private int unread;
    private boolean rulesEnded;
    private boolean voidsKnown = true;
    private byte[] note = new byte[0];
    private byte[] lastLeaves = new byte[0];

    private LogVerification(
            LogSource source, VerifierKey key, Remembered remembered, long maxWeight, InstantSource clock) {
        this.source = source;
        this.key = key;
        this.remembered = remembered;
        this.maxWeight = maxWeight;
        this.clock = clock;
        upper = new UpperLevel(source, 1, findings);
    }

    /// Verifies the log that `source` holds and `key` signs.
    public static Report verify(LogSource source, VerifierKey key) {
        return verify(source, key, Remembered.NOTHING);
    }

    /// The same, and also that nothing of what is remembered is gone or was rewritten.
    public static Report verify(LogSource source, VerifierKey key, Remembered remembered) {
        return verify(source, key, remembered, MAX_WEIGHT);
    }

    static Report verify(LogSource source, VerifierKey key, Remembered remembered, long maxWeight) {
        return verify(source, key, remembered, maxWeight, InstantSource.system());
    }

    static Report verify(
            LogSource source, VerifierKey key, Remembered remembered, long maxWeight, InstantSource clock) {
        return new LogVerification(source, key, remembered, maxWeight, clock).run();
    }

    private Report run() {
        long start = System.nanoTime();
        Checkpoint published = readCheckpoint();
        return published == null
                ? report(null, Totals.none(), start)
                : report(longest(published), verifyInMemory(published, longest(published)), start);
    }

    /// What is kept of a log while it is read is of no use any more when memory runs out, and free again;
    /// evidence is evidence all the same.
    private Totals verifyInMemory(Checkpoint published, Checkpoint checkpoint) {
        try {
            return verifyTree(published, checkpoint);
        } catch (OutOfMemoryError _) {
            findings.missing(OUT_OF_MEMORY);
            return Totals.none();
        }
    }

    private Report report(@Nullable Checkpoint verified, Totals totals, long start) {
        return new Report(
                verified,
                note,
                totals,
                findings.evidence(),
                findings.more(),
                findings.missing(),
                findings.notes(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /// What there is to verify: what is published, or what is signed and about to be.
    private Checkpoint longest(Checkpoint published) {
        return Stream.concat(Stream.of(published), remembered.signed().stream())
                .max(Comparator.comparingLong(Checkpoint::size))
                .orElse(published);
    }

    private @Nullable Checkpoint readCheckpoint() {
        try {
            Optional<byte[]> content = source.read(LogSource.CHECKPOINT);
            if (content.isEmpty()) {
                findings.missing(LogSource.CHECKPOINT + ": there is none in " + source);
                return null;
            }
            Checkpoint checkpoint = Checkpoint.open(content.get(), key);
            note = content.get();
            return checkpoint;
        } catch (IOException e) {
            findings.missing(LogSource.CHECKPOINT + ": " + Unread.why(e));
        } catch (MalformedException e) {
            findings.add(LogSource.CHECKPOINT, e.message());
        }
        return null;
    }

    private Totals verifyTree(Checkpoint published, Checkpoint checkpoint) {
        promises.add(published);
        promises.addAll(remembered.signed());
        promises.removeIf(checkpoint::equals); // whose root is compared in the end
        for (Checkpoint seen : remembered.seen()) {
            if (seen.size() > checkpoint.size()) {
                findings.add(
                        LogSource.CHECKPOINT,
                        "promises " + checkpoint.size() + " entries, but promised " + seen.size() + " before");
            } else {
                promises.add(seen);
            }
        }
        if (published.size() < checkpoint.size()) {
            findings.note(LogSource.CHECKPOINT + ": shows " + published.size() + " entries; " + checkpoint.size()
                    + " were signed, and the server shows them when it starts next");
        }
        LogRules rules = new LogRules(
                checkpoint.origin(),
                key.toString(),
                (index, what) -> findings.add(
                        Tile.in(checkpoint.size(), Tile.ENTRIES, index / Tile.FULL)
                                .map(Tile::path)
                                .orElse(""),
                        index,
                        what));
        VoidCheck voids = new VoidCheck(source, checkpoint, findings, this::sameAsBefore, rules.volumes()::takeBack);
        checkBundles(checkpoint, rules, voids);
        checkClaims(rules, voids);
        if (chainWhole && unusable == 0 && !rulesEnded) {
            rules.finish();
        }
        rules.notes().forEach(findings::note);
        noteTime(rules.time());
        upper.finish();
        checkRoots(checkpoint);
        new OtherFiles(source, checkpoint.size(), findings).check();
        return rules.totals();
    }

    /// A clock may be wrong, that of whoever reads the log too: so it is no evidence.
    private void noteTime(long last) {
        Instant now = clock.instant();
        if (last > now.plus(CLOCKS_DIFFER).getEpochSecond()) {
            findings.note("the last entry is of " + Instant.ofEpochSecond(last) + ", which is still to come: it is "
                    + now.truncatedTo(ChronoUnit.SECONDS) + " here");
        }
    }

    private void checkBundles(Checkpoint checkpoint, LogRules rules, VoidCheck voids) {
        long bundles = (checkpoint.size() + Tile.FULL - 1) / Tile.FULL;
        int parallelism = source.parallelism();
        ExecutorService readers = Executors.newFixedThreadPool(
                parallelism, Thread.ofPlatform().daemon().name("verify-", 0).factory());
        Deque<Future<BundleCheck>> ahead = new ArrayDeque<>();
        try {
            long next = 0;
            while ((next < bundles || !ahead.isEmpty()) && unusable < MAX_UNUSABLE && unread < MAX_UNREAD) {
                while (next < bundles && ahead.size() < AHEAD * parallelism) {
                    Tile bundle =
                            Tile.in(checkpoint.size(), Tile.ENTRIES, next++).orElseThrow();
                    ahead.add(readers.submit(() -> BundleCheck.of(source, bundle)));
                }
                take(ahead.remove().get(), rules, voids);
                if (rules.voids().claims() >= CLAIMS || rules.volumes().doubtful()) {
                    checkClaims(rules, voids);
                }
            }
            if (!ahead.isEmpty() || next < bundles) {
                chainWhole = false;
                findings.note("gave up after " + unusable + " bundles that could not be used, " + unread
                        + " of them because they could not be read");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError failure) {
                throw failure;
            }
            throw new IllegalStateException("a bundle could not be checked", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            chainWhole = false;
            findings.missing("interrupted");
        } finally {
            readers.shutdownNow();
        }
    }

    private void take(BundleCheck check, LogRules rules, VoidCheck voids) {
        Finding finding = check.finding();
        if (finding != null) {
            findings.add(finding.place(), finding.index(), finding.what());
        }
        String whyUnread = check.unread();
        if (whyUnread != null) {
            findings.missing(whyUnread);
            unread++;
        }
        extendChains(check); // so that what it holds can be compared while it is taken in
        if (check.readable() && unusable == 0 && !rulesEnded) {
            for (int position = 0; position < check.tile().width(); position++) {
                rules.take(
                        check.first() + position,
                        check.bundle(),
                        check.from(position),
                        check.length(position),
                        () -> checkClaims(rules, voids));
            }
            endRulesBeyondMemory(rules);
        } else if (!check.readable()) {
            unusable++;
        }
    }

    private void endRulesBeyondMemory(LogRules rules) {
        if (rules.weight() > maxWeight) {
            rulesEnded = true;
            findings.missing(
                    "more containers, purposes, credentials and units than can be kept in mind: the rules between entries were not"
                            + " checked to the end");
        }
    }

    private void checkClaims(LogRules rules, VoidCheck voids) {
        List<VoidClaim> claims = rules.voids().takeClaims();
        boolean compared = chainWhole && unusable == 0 && voids.check(claims);
        voidsKnown &= compared || claims.isEmpty();
        rules.volumes().settle(voidsKnown);
    }

    private void extendChains(BundleCheck check) {
        if (!check.anyLeaves()) {
            chainWhole = false;
            if (!check.tile().partial()) {
                upper.addUnknown();
            }
            return;
        }
        comparePromises(check.tile(), check.made());
        if (check.tile().partial()) {
            lastLeaves = check.made();
        } else {
            upper.add(check.madeRoot(), check.claimedRoot());
        }
        if (chainWhole) {
            if (check.tile().partial()) {
                addLeaves(made, check.made(), check.tile().width());
                addLeaves(claimed, check.claimed(), check.tile().width());
            } else {
                made.add(check.madeRoot(), Tile.HEIGHT);
                claimed.add(check.claimedRoot(), Tile.HEIGHT);
            }
        }
    }

    private static void addLeaves(Frontier frontier, byte[] leaves, int count) {
        for (int position = 0; position < count; position++) {
            frontier.add(Hash.at(leaves, position * Hash.LENGTH));
        }
    }

    /// The root at every size that was promised before, as the frontier passes it.
    private void comparePromises(Tile tile, byte[] leaves) {
        if (!chainWhole) {
            return;
        }
        promises.removeIf(promise -> {
            long inside = promise.size() - tile.number() * Tile.FULL;
            boolean here = inside >= 0 && inside <= tile.width();
            if (here) {
                Frontier then = new Frontier(made);
                addLeaves(then, leaves, (int) inside);
                if (!then.root().equals(promise.root())) {
                    findings.add(
                            LogSource.CHECKPOINT,
                            "the first " + promise.size()
                                    + " entries are not those that an earlier checkpoint promised");
                }
            }
            return here;
        });
    }

    private void checkRoots(Checkpoint checkpoint) {
        if (!chainWhole) {
            findings.note("the root could not be computed, for lack of a bundle and its tile");
            return;
        }
        if (made.root().equals(checkpoint.root())) {
            return;
        }
        if (claimed.root().equals(checkpoint.root())) {
            findings.note("the tiles lead to the signed root and the entries do not: entries were changed");
        } else {
            findings.add(LogSource.CHECKPOINT, "the entries do not lead to the root that is signed");
        }
    }

    private boolean sameAsBefore(BundleCheck bundle) {
        if (!bundle.readable()) {
            return false;
        }
        return bundle.tile().partial()
                ? Arrays.equals(bundle.made(), lastLeaves)
                : upper.made(bundle.tile().number(), bundle.madeRoot());
    }
}
