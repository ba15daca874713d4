package org.amana.changefeed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.blob.AccountName;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The feeds there are. All of them stand in memory too, because every change of a blob asks for them.
final class Feeds {
    private final Catalog catalog;
    private volatile Map<AccountName, Feed> known;

    /// A feed, and how far it is written.
    ///
    /// @param prepared whether its container is there with what is in it from the beginning
    /// @param segment begin of the segment that is written last, in milliseconds since 1970; 0 before the first
    /// @param chunk number of the segment's file that is appended to
    /// @param length bytes of that file
    /// @param blocks how many times it was appended to
    /// @param finalized whether nothing is appended to the segment any more
    record Feed(
            AccountName account,
            ChangeFeedSetting setting,
            boolean prepared,
            long segment,
            int chunk,
            long length,
            int blocks,
            boolean finalized) {
        /// Whether there is a segment that will be appended to or finalized.
        boolean isOpen() {
            return segment != 0 && !finalized;
        }
    }

    Feeds(Catalog catalog) {
        this.catalog = catalog;
        this.known = catalog.read(Feeds::read);
    }

    /// Whether the account has, or had, a feed.
    boolean isKnown(AccountName account) {
        return known.containsKey(account);
    }

    boolean isNoting(AccountName account) {
        Feed feed = known.get(account);
        return feed != null && feed.setting().on();
    }

    Optional<Feed> of(AccountName account) {
        return Optional.ofNullable(known.get(account));
    }

    ChangeFeedSetting setting(AccountName account) {
        return of(account).map(Feed::setting).orElse(ChangeFeedSetting.OFF);
    }

    List<Feed> all() {
        return List.copyOf(known.values());
    }

    void set(AccountName account, ChangeFeedSetting setting) {
        change(
                "INSERT INTO change_feed VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0)"
                        + " ON CONFLICT (account) DO UPDATE SET noting = excluded.noting, retention = excluded.retention",
                account.value(),
                setting.on() ? 1 : 0,
                setting.retention().toMillis());
    }

    void prepared(AccountName account) {
        change("UPDATE change_feed SET prepared = 1 WHERE account = ?", account.value());
    }

    /// A segment is begun, or another file of it.
    void at(AccountName account, long segment, int chunk) {
        change(
                "UPDATE change_feed SET segment = ?, chunk = ?, length = 0, blocks = 0, finalized = 0 WHERE account = ?",
                segment,
                chunk,
                account.value());
    }

    void finalized(AccountName account) {
        change("UPDATE change_feed SET finalized = 1 WHERE account = ?", account.value());
    }

    /// So many bytes are in the file, in so many blocks; part of the commit that appends.
    static void appended(Transaction transaction, String account, long length, int blocks) throws SQLException {
        transaction.update("UPDATE change_feed SET length = ?, blocks = ? WHERE account = ?", length, blocks, account);
    }

    /// To be called after a commit with [#appended] in it.
    synchronized void reload() {
        known = catalog.read(Feeds::read);
    }

    private synchronized void change(String sql, Object... arguments) {
        catalog.commit(tx -> tx.update(sql, arguments));
        reload();
    }

    private static Map<AccountName, Feed> read(Reader reader) throws SQLException {
        return reader.list("SELECT * FROM change_feed", Feeds::feed).stream()
                .collect(Collectors.toUnmodifiableMap(Feed::account, it -> it));
    }

    private static Feed feed(Row row) throws SQLException {
        return new Feed(
                new AccountName(row.text("account")),
                new ChangeFeedSetting(row.flag("noting"), Duration.ofMillis(row.number("retention"))),
                row.flag("prepared"),
                row.number("segment"),
                row.integer("chunk"),
                row.number("length"),
                row.integer("blocks"),
                row.flag("finalized"));
    }
}
