package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.ledger.Ledger;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Directory;
import org.amana.policy.Planned;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.Request.Form;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.LedgerView;
import org.amana.web.console.view.LedgerView.Decision;
import org.amana.web.console.view.LedgerView.Option;
import org.amana.web.console.view.LedgerView.Row;
import org.amana.web.console.view.LedgerView.Wrong;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;

/// The log for everybody, newest entry first. It shows what is public anyway, so it reads no data and writes no entry,
/// whoever looks. The one exception is to look for a container by its name: what name a pseudonym stands for is not
/// public, so that is a listing under the purpose one works under, with its entry.
final class LedgerPage {
    private static final int ROWS = 50;
    private static final int PIECE = 1_000;

    /// How many entries one page looks through for those that pass its filters.
    private static final int REACH = 50_000;

    /// The same for those who are not signed in.
    private static final int REACH_OF_GUESTS = 5_000;

    private static final List<String> DECISIONS = List.of("allow", "deny");

    private static final Pattern PSEUDONYM = Pattern.compile("c[0-9a-f]{16}");

    private final Ledger ledger;
    private final Directory directory;
    private final BlobService blobs;
    private final Accounts accounts;
    private final Verifying verifying;

    LedgerPage(ConsoleServices services, Verifying verifying) {
        this.ledger = services.ledger();
        this.directory = services.directory();
        this.blobs = services.blobs();
        this.accounts = new Accounts(services.blobs());
        this.verifying = verifying;
    }

    Answer show(Visit visit, List<String> parts) {
        Optional<Answer> elsewhere = Vetted.of(visit)
                .number("before", 1, Math.max(1, ledger.size()))
                .number("after", 0, Math.max(0, ledger.size() - 1))
                .elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        String wanted = visit.query().text("entry");
        OptionalLong index = wanted.isEmpty() ? OptionalLong.empty() : LogFiles.read(wanted);
        if (index.isPresent() && index.getAsLong() < ledger.size()) {
            return Answer.to("/ledger/" + index.getAsLong());
        }
        Box box = box(visit);
        Optional<Wrong> wrong = wrong(visit, box);
        Found found = box.error().isEmpty() ? look(visit, box) : new Found(List.of(), List.of(), -1, 0);
        LedgerView view = new LedgerView(
                filter(visit, wrong),
                rows(visit, found, box),
                looked(visit, found),
                pager(visit, found),
                note(),
                ledger.verifierKey().toString(),
                verifying.commands(ledger.verifierKey(), 0));
        String title = visit.say("nav.ledger");
        return Answer.page("ledger", wrong.isEmpty() ? title : visit.mistaken(title), Section.LEDGER, view);
    }

    /// What of the form leads nowhere.
    private Optional<Wrong> wrong(Visit visit, Box box) {
        String entry = visit.query().text("entry");
        if (!entry.isEmpty()) {
            return Optional.of(new Wrong("entry", visit.say("ledger.entry.wrong", entry, ledger.size())));
        }
        String kind = visit.query().text("kind");
        if (!kind.isEmpty()
                && Stream.of(Kind.values()).noneMatch(one -> one.label().equals(kind))) {
            return Optional.of(new Wrong("kind", visit.say("ledger.kind.wrong", kind)));
        }
        String decision = visit.query().text("decision");
        if (!decision.isEmpty() && !DECISIONS.contains(decision)) {
            return Optional.of(new Wrong("decision", visit.say("ledger.decision.wrong", decision)));
        }
        String purpose = visit.query().text("purpose");
        if (!purpose.isEmpty() && !isPurpose(purpose)) {
            return Optional.of(new Wrong("purpose", visit.say("ledger.purpose.wrong", purpose)));
        }
        return box.error().isEmpty() ? Optional.empty() : Optional.of(new Wrong("box", box.error()));
    }

    /// Purposes are public, those of other accounts, too.
    private boolean isPurpose(String id) {
        try {
            return directory
                    .purpose(PurposeId.parse(id.toUpperCase(Locale.ROOT)))
                    .isPresent();
        } catch (AmanaException _) {
            return false;
        }
    }

    /// The container that was asked for.
    ///
    /// @param pseudonym empty for any
    /// @param name      empty if it was asked for by its pseudonym
    /// @param error     why it cannot be looked for, empty if it can
    private record Box(String pseudonym, String name, String error) {}

    private Box box(Visit visit) {
        String wanted = visit.query().text("box");
        if (wanted.isEmpty() || PSEUDONYM.matcher(wanted).matches()) {
            return new Box(wanted, "", "");
        }
        if (!(visit.visitor() instanceof Member)) {
            return new Box("", "", visit.say("ledger.box.guest"));
        }
        ContainerRef container;
        try {
            container = accounts.container(visit, wanted);
        } catch (AmanaException _) {
            return new Box("", "", visit.say("purpose.wrong.containers", wanted));
        }
        String pseudonym = visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST).withObject(wanted),
                permitted -> Planned.of(
                        Amounts.touched(1),
                        permit -> blobs.facts().of(container).boxPseudonym()));
        return new Box(pseudonym, wanted, pseudonym.isEmpty() ? visit.say("ledger.box.none", wanted) : "");
    }

    /// @param from the newest index looked at
    /// @param to   the oldest index looked at
    private record Found(List<Long> indexes, List<Entry> entries, long from, long to) {}

    /// Walks on to newer entries from where a page began, back to older ones from where it stopped, or back from the
    /// newest of all.
    private Found look(Visit visit, Box box) {
        Form query = visit.query();
        int reach = visit.visitor() instanceof Member ? REACH : REACH_OF_GUESTS;
        long size = ledger.size();
        long after = query.number("after", 0, size - 1, size);
        Found newer = newer(query, box, after, size, reach);
        boolean full = newer.entries().size() == ROWS || newer.from() < size - 1;
        return full ? newer : older(query, box, query.number("before", 1, size, size), reach);
    }

    private Found newer(Form query, Box box, long after, long size, int reach) {
        List<Long> indexes = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long next = after;
        while (next < size && entries.size() < ROWS && next - after < reach) {
            List<Entry> piece = ledger.entries(next, (int) Math.min(PIECE, size - next));
            for (int i = 0; i < piece.size() && entries.size() < ROWS; i++) {
                if (passes(piece.get(i), query, box)) {
                    indexes.add(next);
                    entries.add(piece.get(i));
                }
                next++;
            }
        }
        return new Found(indexes.reversed(), entries.reversed(), next - 1, after);
    }

    private Found older(Form query, Box box, long before, int reach) {
        List<Long> indexes = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long to = before;
        while (to > 0 && entries.size() < ROWS && before - to < reach) {
            long from = Math.max(0, to - PIECE);
            List<Entry> piece = ledger.entries(from, (int) (to - from));
            for (int i = piece.size() - 1; i >= 0 && entries.size() < ROWS; i--) {
                to = from + i;
                if (passes(piece.get(i), query, box)) {
                    indexes.add(to);
                    entries.add(piece.get(i));
                }
            }
        }
        return new Found(indexes, entries, before - 1, to);
    }

    private static boolean passes(Entry entry, Form query, Box box) {
        return is(query.text("kind"), entry.kind().label())
                && is(query.text("purpose").toUpperCase(Locale.ROOT), text(entry, "pur"))
                && is(box.pseudonym(), text(entry, "box"))
                && is(query.text("decision"), text(entry, "dec"));
    }

    private static boolean is(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    static String text(Entry entry, String key) {
        return entry.has(key) ? entry.text(key) : "";
    }

    private static List<Row> rows(Visit visit, Found found, Box box) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < found.entries().size(); i++) {
            rows.add(row(visit, found.indexes().get(i), found.entries().get(i), box));
        }
        return rows;
    }

    private static Row row(Visit visit, long index, Entry entry, Box box) {
        return new Row(
                Long.toString(index),
                Numbers.count(index),
                Dates.seconds(entry.time()),
                Dates.shortDay(LocalDate.ofInstant(entry.time(), ZoneOffset.UTC), visit.lang()),
                visit.words().named("kind-of", entry.kind()),
                EntryWords.act(visit, entry),
                text(entry, "pur"),
                named(text(entry, "box"), box),
                EntryWords.decision(visit, entry).stream()
                        .map(one -> new Decision(one.mark(), one.text(), RuleWords.inShort(one.rule())))
                        .toList(),
                EntryWords.amount(visit, entry));
    }

    private static Markup named(String pseudonym, Box box) {
        if (pseudonym.isEmpty()) {
            return Markup.EMPTY;
        }
        boolean known = !box.name().isEmpty() && pseudonym.equals(box.pseudonym());
        Markup code = Markup.code(pseudonym);
        return known ? FileName.html(box.name()).and(Markup.text(" ")).and(code) : code;
    }

    private LedgerView.Filter filter(Visit visit, Optional<Wrong> wrong) {
        Form query = visit.query();
        List<Option> kinds = new ArrayList<>();
        String kind = query.text("kind");
        kinds.add(new Option("", visit.say("ledger.any-kind"), kind.isEmpty()));
        for (Kind one : Kind.values()) {
            kinds.add(new Option(one.label(), visit.words().named("kind-of", one), kind.equals(one.label())));
        }
        List<Option> decisions = new ArrayList<>();
        String decision = query.text("decision");
        decisions.add(new Option("", visit.say("ledger.any-decision"), decision.isEmpty()));
        for (String one : DECISIONS) {
            decisions.add(new Option(one, visit.say("ledger.dec." + one), decision.equals(one)));
        }
        return new LedgerView.Filter(
                query.text("entry"),
                withAsked(kinds, kind),
                withAsked(decisions, decision),
                query.text("purpose"),
                purposes(visit),
                query.text("box"),
                visit.say(visit.visitor() instanceof Member ? "ledger.box" : "ledger.box.pseudonym"),
                wrong.orElse(new Wrong("", "")));
    }

    /// The purposes of the account, for who is signed in to it, and whatever else was asked for.
    private List<Option> purposes(Visit visit) {
        if (!(visit.visitor() instanceof Member member)) {
            return List.of();
        }
        String wanted = visit.query().text("purpose").toUpperCase(Locale.ROOT);
        List<Option> options = new ArrayList<>();
        options.add(new Option("", visit.say("ledger.any-purpose"), wanted.isEmpty()));
        directory.purposes(member.credential().account()).stream()
                .sorted(Comparator.comparing(Purpose::id))
                .forEach(one -> {
                    String id = one.id().toString();
                    options.add(new Option(id, id + " " + Names.of(one, visit.words()), id.equals(wanted)));
                });
        return withAsked(options, wanted);
    }

    /// What was asked for stays in its field, also where there is no such thing.
    private static List<Option> withAsked(List<Option> options, String wanted) {
        return options.stream().anyMatch(Option::chosen)
                ? options
                : Stream.concat(options.stream(), Stream.of(new Option(wanted, FileName.visible(wanted), true)))
                        .toList();
    }

    private String looked(Visit visit, Found found) {
        boolean all = found.entries().size() > found.from() - found.to();
        return all || found.from() < found.to()
                ? ""
                : visit.say("ledger.looked", Numbers.count(found.from()), Numbers.count(found.to()));
    }

    private Pager pager(Visit visit, Found found) {
        long size = ledger.size();
        long newest = found.from();
        boolean first = newest < 0 || newest == size - 1;
        String older = found.to() == 0 ? "" : page(visit, "before", found.to());
        String newer = first ? "" : page(visit, "after", newest + 1);
        int shown = found.entries().size();
        return new Pager(
                first
                        ? visit.say("ledger.newest", shown, size)
                        : visit.say("ledger.span", shown, Numbers.count(found.to()), Numbers.count(newest), size),
                newer,
                visit.say("pager.newer"),
                older,
                visit.say("pager.older"));
    }

    private static String page(Visit visit, String way, long index) {
        Form query = visit.query();
        return Address.of("/ledger")
                .with("kind", query.text("kind"))
                .with("decision", query.text("decision"))
                .with("purpose", query.text("purpose"))
                .with("box", query.text("box"))
                .with(way, Long.toString(index))
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
