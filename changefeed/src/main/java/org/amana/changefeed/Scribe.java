package org.amana.changefeed;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.store.Catalog;
import org.amana.store.Transaction;

/// Writes what was noted of one account into its feed. What it has done can be seen from what is there, so a round
/// that was cut short at any point is gone on with by the next one:
///
/// - events are crossed out, and the file's length is noted, in the commit that appends them;
/// - a manifest is put before the catalog knows of its segment, and putting it again changes nothing;
/// - a segment is finalized once all that happened before its end is appended, and nothing is appended to it then,
///   even if the clock goes back.
///
/// Used by one thread at a time.
final class Scribe {
    /// Events of one append. A name has at most 1,024 characters, so this is a few MiB at most.
    static final int BATCH = 500;

    /// How many times a file is appended to; it could be 50,000 times.
    private static final int MOST_BLOCKS = 40_000;

    private final Catalog catalog;
    private final Feeds feeds;
    private final FeedIntake intake;
    private final AccountName account;
    private final FeedContainer container;
    private final ChangeFeedConfig config;
    private final URI endpoint;

    Scribe(
            Catalog catalog,
            Feeds feeds,
            FeedIntake intake,
            AccountName account,
            FeedContainer container,
            ChangeFeedConfig config,
            URI endpoint) {
        this.catalog = catalog;
        this.feeds = feeds;
        this.intake = intake;
        this.account = account;
        this.container = container;
        this.config = config;
        this.endpoint = endpoint;
    }

    /// Appends what was noted until now, and finalizes the segment whose time is over.
    ///
    /// @throws org.amana.kernel.AmanaException when policy, ledger or disk do not let it; what was noted
    ///     stays noted
    void write() {
        container.open();
        if (!feed().prepared()) {
            prepare();
        }
        if (!feed().isOpen() && next().isEmpty()) {
            return;
        }
        // What is committed after this cannot have happened before it, unless the clock goes back.
        Instant now = catalog.commit(Transaction::now);
        List<FeedEvents.Noted> noted = next();
        while (!noted.isEmpty()) {
            Segment segment = segment(noted.getFirst());
            require(segment);
            append(
                    segment,
                    noted.stream().takeWhile(it -> segment(it).equals(segment)).toList());
            noted = next();
        }
        if (feed().isOpen() && !now.isBefore(last().orElseThrow().end())) {
            finalizeLast();
        }
    }

    private Feeds.Feed feed() {
        return feeds.of(account).orElseThrow();
    }

    private List<FeedEvents.Noted> next() {
        return FeedEvents.next(catalog, account, BATCH);
    }

    private void prepare() {
        Instant now = catalog.now();
        container.put(Segment.INITIAL.manifest(), Segment.INITIAL.describe(Segment.Status.FINALIZED, now));
        container.put(Segment.LAST_CONSUMABLE, Segment.INITIAL.asLastConsumable(now));
        feeds.prepared(account);
    }

    /// The segment that was written last.
    private Optional<Segment> last() {
        long begin = feed().segment();
        return begin == 0 ? Optional.empty() : Optional.of(new Segment(Instant.ofEpochMilli(begin), config.segment()));
    }

    /// The one an event belongs to: that of its time, but never one that is finalized, or an earlier one.
    private Segment segment(FeedEvents.Noted noted) {
        Segment own = Segment.of(noted.happened(), config.segment());
        return last().map(last -> feed().finalized() ? last.next() : last)
                .filter(own::isBefore)
                .orElse(own);
    }

    /// Sees to it that this is the segment that is appended to.
    private void require(Segment segment) {
        if (last().filter(segment::equals).isPresent()) {
            return;
        }
        if (feed().isOpen()) {
            finalizeLast();
        }
        container.put(segment.manifest(), segment.describe(Segment.Status.PUBLISHING, catalog.now()));
        feeds.at(account, segment.begin().toEpochMilli(), 0);
    }

    private void finalizeLast() {
        Segment segment = last().orElseThrow();
        Instant now = catalog.now();
        container.put(segment.manifest(), segment.describe(Segment.Status.FINALIZED, now));
        container.put(Segment.LAST_CONSUMABLE, segment.asLastConsumable(now));
        feeds.finalized(account);
    }

    private void append(Segment segment, List<FeedEvents.Noted> noted) {
        if (feed().length() >= config.file().bytes() || feed().blocks() >= MOST_BLOCKS) {
            feeds.at(account, segment.begin().toEpochMilli(), feed().chunk() + 1);
        }
        long length = feed().length();
        FeedFile file = new FeedFile(segment.file(feed().chunk()), endpoint);
        AvroBytes bytes = new AvroBytes();
        if (length == 0) {
            container.begin(file.name());
            bytes.raw(file.header());
        }
        bytes.raw(file.block(noted));
        try (var _ = intake.announce(account.value(), noted.getLast().number())) {
            container.append(file.name(), bytes.bytes(), length);
        } finally {
            feeds.reload();
        }
    }

    /// Deletes the segments that are older than they are to be kept.
    ///
    /// @throws org.amana.kernel.AmanaException as [#write]
    void forget() {
        ChangeFeedSetting setting = feed().setting();
        if (setting.retention().isZero() || !feed().prepared()) {
            return;
        }
        Instant before = catalog.now().minus(setting.retention());
        for (Segment segment : old(before)) {
            container.names(segment.files()).forEach(container::delete);
            container.delete(segment.manifest());
        }
    }

    private List<Segment> old(Instant before) {
        List<Segment> old = new ArrayList<>();
        for (String name : container.names(Segment.MANIFESTS)) {
            Segment.ofManifest(name, config.segment())
                    .filter(it -> !it.begin().equals(Segment.INITIAL.begin()))
                    .filter(it -> !it.end().isAfter(before))
                    .filter(it -> it.begin().toEpochMilli() != feed().segment())
                    .ifPresent(old::add);
        }
        return old;
    }
}
