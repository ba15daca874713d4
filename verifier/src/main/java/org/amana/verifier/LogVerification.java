package org.amana.verifier;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads a whole log once and answers whether it is what its checkpoint promises: the signature, every tile of
/// every level against every entry, every entry's form, and the rules between entries
/// (`docs/formats/ledger-entry.md`).
///
/// Hashing runs on all cores, the rest follows in order. Of 256 entries it keeps 32 bytes; of boxes and
/// purposes, one record each.
public final class LogVerification {
    /// After so many bundles that cannot be used there is nothing more to learn.
    private static final int MAX_UNUSABLE = 100;

    private static final int AHEAD = 4;

    private final LogSource source;
    private final VerifierKey key;
    private final Findings findings = new Findings();
    private final Frontier made = new Frontier();
    private final Frontier claimed = new Frontier();
    private final UpperLevel upper;
    private final @Nullable Checkpoint since; // absent when nothing is remembered
    private boolean sinceChecked;
    private boolean chainWhole = true;
    private int unusable;
    private byte[] note = new byte[0];
    private byte[] lastLeaves = new byte[0];

    private LogVerification(LogSource source, VerifierKey key, @Nullable Checkpoint since) {
        this.source = source;
        this.key = key;
        this.since = since;
        upper = new UpperLevel(source, 1, findings);
    }

    /// Verifies the log that `source` holds and `key` signs.
    public static Report verify(LogSource source, VerifierKey key) {
        return new LogVerification(source, key, null).run();
    }

    /// The same, and also that nothing which an earlier checkpoint promised is gone or was rewritten.
    ///
    /// @param earlier a signed note that this log published before
    /// @throws MalformedException if `earlier` is no checkpoint signed with `key`
    public static Report verifySince(LogSource source, VerifierKey key, byte[] earlier) {
        return new LogVerification(source, key, Checkpoint.open(earlier, key)).run();
    }

    private Report run() {
        long start = System.nanoTime();
        Checkpoint checkpoint = readCheckpoint();
        Totals totals = checkpoint == null ? Totals.none() : verifyTree(checkpoint);
        return new Report(
                checkpoint,
                note,
                totals,
                findings.evidence(),
                findings.more(),
                findings.missing(),
                findings.notes(),
                Duration.ofNanos(System.nanoTime() - start));
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
            findings.missing(LogSource.CHECKPOINT + ": " + e);
        } catch (MalformedException e) {
            findings.add(LogSource.CHECKPOINT, e.message());
        }
        return null;
    }

    private Totals verifyTree(Checkpoint checkpoint) {
        if (since != null && since.size() > checkpoint.size()) {
            findings.add(
                    LogSource.CHECKPOINT,
                    "promises " + checkpoint.size() + " entries, but promised " + since.size() + " before");
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
        checkBundles(checkpoint, rules);
        upper.finish();
        checkRoots(checkpoint);
        checkClaims(checkpoint, rules.claims());
        new OtherFiles(source, checkpoint.size(), findings).check();
        return rules.totals();
    }

    private void checkBundles(Checkpoint checkpoint, LogRules rules) {
        long bundles = (checkpoint.size() + Tile.FULL - 1) / Tile.FULL;
        int parallelism = source.parallelism();
        ExecutorService readers = Executors.newFixedThreadPool(
                parallelism, Thread.ofPlatform().daemon().name("verify-", 0).factory());
        Deque<Future<BundleCheck>> ahead = new ArrayDeque<>();
        try {
            long next = 0;
            while ((next < bundles || !ahead.isEmpty()) && unusable < MAX_UNUSABLE) {
                while (next < bundles && ahead.size() < AHEAD * parallelism) {
                    Tile bundle =
                            Tile.in(checkpoint.size(), Tile.ENTRIES, next++).orElseThrow();
                    ahead.add(readers.submit(() -> BundleCheck.of(source, bundle)));
                }
                take(ahead.remove().get(), rules);
            }
            if (!ahead.isEmpty() || next < bundles) {
                chainWhole = false;
                findings.note("gave up after " + MAX_UNUSABLE + " bundles that could not be used");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bundle could not be checked", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            chainWhole = false;
            findings.missing("interrupted");
        } finally {
            readers.shutdownNow();
        }
    }

    private void take(BundleCheck check, LogRules rules) {
        Finding finding = check.finding();
        if (finding != null) {
            findings.add(finding.place(), finding.index(), finding.what());
        }
        String unread = check.unread();
        if (unread != null) {
            findings.missing(unread);
        }
        if (check.readable() && unusable == 0) {
            for (int position = 0; position < check.tile().width(); position++) {
                rules.take(check.first() + position, check.bundle(), check.from(position), check.length(position));
            }
        } else if (!check.readable()) {
            unusable++;
        }
        extendChains(check);
    }

    private void extendChains(BundleCheck check) {
        if (!check.anyLeaves()) {
            chainWhole = false;
            if (!check.tile().partial()) {
                upper.addUnknown();
            }
            return;
        }
        compareWithSince(check.tile(), check.made());
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

    private void compareWithSince(Tile tile, byte[] leaves) {
        if (since == null || sinceChecked || !chainWhole) {
            return;
        }
        long inside = since.size() - tile.number() * Tile.FULL;
        if (inside >= 0 && inside <= tile.width()) {
            Frontier then = new Frontier(made);
            addLeaves(then, leaves, (int) inside);
            sinceChecked = true;
            if (!then.root().equals(since.root())) {
                findings.add(
                        LogSource.CHECKPOINT,
                        "the first " + since.size() + " entries are not those that an earlier checkpoint promised");
            }
        }
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

    /// Each `void` entry must take back exactly what the access it names announced.
    private void checkClaims(Checkpoint checkpoint, List<LogRules.Claim> claims) {
        if (!chainWhole || unusable > 0) {
            return;
        }
        BundleCheck bundle = null;
        EntryParser parser = new EntryParser();
        for (LogRules.Claim claim : claims.stream()
                .filter(claim -> claim.ref() < claim.index())
                .sorted(Comparator.comparingLong(LogRules.Claim::ref))
                .toList()) {
            Tile tile = Tile.in(checkpoint.size(), Tile.ENTRIES, claim.ref() / Tile.FULL)
                    .orElseThrow();
            if (bundle == null || !bundle.tile().equals(tile)) {
                bundle = BundleCheck.of(source, tile);
            }
            check(claim, bundle, parser);
        }
    }

    private void check(LogRules.Claim claim, BundleCheck bundle, EntryParser parser) {
        if (!sameAsBefore(bundle)) {
            findings.add(bundle.tile().path(), claim.ref(), "changed while the log was verified");
            return;
        }
        int position = (int) (claim.ref() % Tile.FULL);
        if (!annuls(claim, bundle, position, parser)) {
            findings.add(
                    bundle.tile().path(),
                    claim.ref(),
                    "entry " + claim.index() + " voids this, which is no allowed access with the opposite change of "
                            + "the same box");
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

    private static boolean annuls(LogRules.Claim claim, BundleCheck bundle, int position, EntryParser parser) {
        try {
            Kind kind = parser.parse(bundle.bundle(), bundle.from(position), bundle.length(position));
            return kind == Kind.ACCESS
                    && claim.stored() != 0
                    && parser.textIs(Places.ACCESS_DEC, Places.ALLOW)
                    && parser.number(Places.ACCESS_DST) == -claim.stored()
                    && parser.text(Places.ACCESS_ACCT).equals(claim.account())
                    && parser.text(Places.ACCESS_BOX).equals(claim.box());
        } catch (MalformedException _) {
            return false;
        }
    }
}
