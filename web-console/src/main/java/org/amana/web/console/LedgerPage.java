package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.ledger.Ledger;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.LedgerView;
import org.amana.web.console.view.LedgerView.Option;
import org.amana.web.console.view.LedgerView.Row;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;

/// The log for everybody, newest entry first. It shows what is public anyway, so it reads no data and writes no entry,
/// whoever looks.
final class LedgerPage {
    private static final int ROWS = 50;
    private static final int PIECE = 1_000;

    /// How many entries one page looks through for those that pass its filters.
    private static final int REACH = 50_000;

    private final Ledger ledger;
    private final ConsoleConfig config;

    LedgerPage(ConsoleServices services, ConsoleConfig config) {
        this.ledger = services.ledger();
        this.config = config;
    }

    Answer show(Visit visit, List<String> parts) {
        String wanted = visit.query().text("entry");
        OptionalLong index = wanted.isEmpty() ? OptionalLong.empty() : LogFiles.read(wanted);
        if (index.isPresent() && index.getAsLong() < ledger.size()) {
            return Answer.to("/ledger/" + index.getAsLong());
        }
        String error = wanted.isEmpty() ? "" : visit.say("ledger.entry.wrong", wanted, ledger.size());
        Found found = look(visit.query());
        LedgerView view = new LedgerView(
                filter(visit, error),
                rows(visit, found),
                looked(visit, found),
                pager(visit, found),
                note(),
                ledger.verifierKey().toString(),
                Verifying.commands(config, ledger.verifierKey(), 0));
        return Answer.page("ledger", visit.say("nav.ledger"), Section.LEDGER, view);
    }

    /// @param from the newest index looked at
    /// @param to   the oldest index looked at
    private record Found(List<Long> indexes, List<Entry> entries, long from, long to) {}

    /// Walks back from the newest entry, or from where the page before stopped.
    private Found look(Form query) {
        long size = ledger.size();
        long before = query.number("before", 1, size, size);
        List<Long> indexes = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long to = before;
        while (to > 0 && entries.size() < ROWS && before - to < REACH) {
            long from = Math.max(0, to - PIECE);
            List<Entry> piece = ledger.entries(from, (int) (to - from));
            for (int i = piece.size() - 1; i >= 0 && entries.size() < ROWS; i--) {
                to = from + i;
                if (passes(piece.get(i), query)) {
                    indexes.add(to);
                    entries.add(piece.get(i));
                }
            }
        }
        return new Found(indexes, entries, before - 1, to);
    }

    private static boolean passes(Entry entry, Form query) {
        return is(query.text("kind"), entry.kind().label())
                && is(query.text("purpose").toUpperCase(Locale.ROOT), text(entry, "pur"))
                && is(query.text("box"), text(entry, "box"))
                && is(query.text("decision"), text(entry, "dec"));
    }

    private static boolean is(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    static String text(Entry entry, String key) {
        return entry.has(key) ? entry.text(key) : "";
    }

    private static List<Row> rows(Visit visit, Found found) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < found.entries().size(); i++) {
            rows.add(row(visit, found.indexes().get(i), found.entries().get(i)));
        }
        return rows;
    }

    private static Row row(Visit visit, long index, Entry entry) {
        return new Row(
                Long.toString(index),
                Numbers.count(index),
                Dates.seconds(entry.time()),
                Dates.shortDay(LocalDate.ofInstant(entry.time(), ZoneOffset.UTC), visit.lang()),
                visit.words().named("kind-of", entry.kind()),
                EntryWords.act(visit, entry),
                text(entry, "pur"),
                text(entry, "box"),
                EntryWords.decision(visit, entry),
                EntryWords.amount(visit, entry));
    }

    private LedgerView.Filter filter(Visit visit, String error) {
        Form query = visit.query();
        List<Option> kinds = new ArrayList<>();
        kinds.add(
                new Option("", visit.say("ledger.any-kind"), query.text("kind").isEmpty()));
        for (Kind kind : Kind.values()) {
            kinds.add(new Option(
                    kind.label(),
                    visit.words().named("kind-of", kind),
                    query.text("kind").equals(kind.label())));
        }
        List<Option> decisions = List.of(
                new Option(
                        "",
                        visit.say("ledger.any-decision"),
                        query.text("decision").isEmpty()),
                new Option(
                        "allow",
                        visit.say("ledger.dec.allow"),
                        query.text("decision").equals("allow")),
                new Option(
                        "deny",
                        visit.say("ledger.dec.deny"),
                        query.text("decision").equals("deny")));
        return new LedgerView.Filter(
                query.text("entry"), kinds, decisions, query.text("purpose"), query.text("box"), error);
    }

    private String looked(Visit visit, Found found) {
        boolean all = found.entries().size() > found.from() - found.to();
        return all || found.from() < found.to()
                ? ""
                : visit.say("ledger.looked", Numbers.count(found.from()), Numbers.count(found.to()));
    }

    private Pager pager(Visit visit, Found found) {
        String older = found.to() == 0 ? "" : page(visit, found.to());
        String newest = visit.query().text("before").isEmpty() ? "" : page(visit, 0);
        return new Pager(
                visit.say("ledger.newest", found.entries().size(), ledger.size()),
                newest,
                visit.say("pager.newer"),
                older,
                visit.say("pager.older"));
    }

    private static String page(Visit visit, long before) {
        Form query = visit.query();
        return Address.of("/ledger")
                .with("kind", query.text("kind"))
                .with("decision", query.text("decision"))
                .with("purpose", query.text("purpose"))
                .with("box", query.text("box"))
                .with("before", before == 0 ? "" : Long.toString(before))
                .toString();
    }

    private String note() {
        try {
            return new String(ledger.checkpointNote(), UTF_8);
        } catch (AmanaException _) {
            return "";
        }
    }
}
