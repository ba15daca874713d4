package org.amana.changefeed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.blob.CommitHook;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Rounds;
import org.amana.policy.Amounts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Catalog;

/// The feeds of all accounts, and the thread that writes them; see the package.
public final class ChangeFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());

    /// How often to look for segments that are older than they are to be kept.
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final Catalog catalog;
    private final ChangeFeedConfig config;
    private final Feeds feeds;
    private final FeedIntake intake;
    private final Map<AccountName, Instant> forgotten = new HashMap<>(); // used by whoever holds the lock of this
    private Optional<Rounds> rounds = Optional.empty();

    private ChangeFeed(Catalog catalog, ChangeFeedConfig config, int shard) {
        this.catalog = catalog;
        this.config = config;
        this.feeds = new Feeds(catalog);
        this.intake = new FeedIntake(feeds, shard);
    }

    /// Over a catalog that knows [ChangeFeedSchema#SCHEMA].
    ///
    /// @param shard number of the ledger, 0 to 255
    public static ChangeFeed open(Catalog catalog, ChangeFeedConfig config, int shard) {
        return new ChangeFeed(catalog, config, shard);
    }

    /// To take part in every commit of blobs.
    public CommitHook hook() {
        return intake;
    }

    /// What an account wants of its feed.
    public ChangeFeedSetting setting(AccountName account) {
        return feeds.setting(account);
    }

    /// The same where none is to be written.
    ///
    /// @param catalog knows [ChangeFeedSchema#SCHEMA]
    public static ChangeFeedSetting setting(Catalog catalog, AccountName account) {
        return new Feeds(catalog).setting(account);
    }

    /// Turns the feed on or off. What is committed once this is done is noted, or is not; what was noted is written
    /// all the same.
    ///
    /// @throws AmanaException (the plan) `INVALID_ARGUMENT` for a retention that is negative or above 146,000 days
    public Plan<ChangeFeedSetting> set(AccountName account, ChangeFeedSetting setting) {
        if (setting.retention().isNegative() || setting.retention().toDays() > 146_000) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "changes are kept for 0 (ever) to 146,000 days, not "
                            + setting.retention().toDays());
        }
        return permitted -> {
            permitted.request().requireOn(account.value());
            return Planned.of(Amounts.touched(1), _ -> {
                feeds.set(account, setting);
                return setting;
            });
        };
    }

    /// Where feeds are written, and on whose authority.
    ///
    /// @param keeper blobs as [org.amana.blob.BlobStore#keeper] has them
    /// @param steward with which credential an account's feed is written; while there is none, changes stay noted
    /// @param endpoint where clients find blobs, without account and slash at its end
    public record Surroundings(
            BlobService keeper, Gate gate, Function<AccountName, Optional<Caller>> steward, URI endpoint) {}

    /// Writes what was noted in all accounts until now. Where that fails, the account's changes stay noted, and those
    /// of the others are written.
    public synchronized void write(Surroundings surroundings) {
        for (Feeds.Feed feed : feeds.all()) {
            try {
                surroundings
                        .steward()
                        .apply(feed.account())
                        .ifPresent(caller -> write(feed.account(), surroundings, caller));
            } catch (AmanaException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the change feed of account {0} waits: {1}",
                        feed.account(),
                        e.message());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the change feed of account " + feed.account() + " waits", e);
            }
        }
    }

    private void write(AccountName account, Surroundings surroundings, Caller caller) {
        FeedContainer container = new FeedContainer(surroundings.keeper(), surroundings.gate(), account, caller);
        Scribe scribe = new Scribe(catalog, feeds, intake, account, container, config, surroundings.endpoint());
        scribe.write();
        Instant now = catalog.now();
        if (!now.isBefore(forgotten.getOrDefault(account, Instant.EPOCH).plus(FORGET_EVERY))) {
            scribe.forget();
            forgotten.put(account, now);
        }
    }

    /// Begins to write now and then.
    public void start(Surroundings surroundings) {
        Rounds begun = new Rounds("change-feed", config.every(), () -> write(surroundings));
        rounds = Optional.of(begun);
        begun.start();
    }

    /// Waits until the round that is under way is done. What is noted is written when the server runs again.
    @Override
    public void close() {
        rounds.ifPresent(Rounds::close);
    }
}
