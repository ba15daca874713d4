package org.amana.web.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opened;
import org.amana.ledger.Subject;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.BoxFacts;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Service;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.FileView.Access;
import org.amana.web.console.view.FileView.Month;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Pager;

/// Who used a file, when and for what: the ledger's entries that its openings tie to the file's name, with the names of
/// people as far as they are still known.
final class FileUse {
    private static final int MOST = 500;
    private static final int ROWS = 50;
    private static final int MONTHS = 12;

    /// Marks drawn in one month; what is beyond is a number.
    private static final int MOST_MARKS = 8;

    private final Ledger ledger;
    private final BlobService blobs;
    private final Accounts accounts;
    private final Names names;
    private final InstantSource clock;

    FileUse(ConsoleServices services, InstantSource clock) {
        this.ledger = services.ledger();
        this.blobs = services.blobs();
        this.accounts = new Accounts(services.blobs());
        this.names = new Names(services.directory());
        this.clock = clock;
    }

    /// That names people, so it is an access of its own, for purposes that cover oversight.
    FileView.Use of(Visit visit, BlobRef blob) {
        AccessRequest request = accounts.in(visit, blob.container(), Service.OVERSIGHT, Action.READ)
                .withObject(blob.path());
        return visit.foresees(request) ? visit.pass(request, plan(visit, blob)) : closed(visit);
    }

    /// What stands where the purpose does not cover looking at who used something.
    private static FileView.Use closed(Visit visit) {
        return new FileView.Use(visit.say("file.use.closed"), "", List.of(), List.of(), Pager.NONE);
    }

    /// One object for each entry that is opened.
    private Plan<FileView.Use> plan(Visit visit, BlobRef blob) {
        return permitted -> {
            List<Opened> all = accesses(blob);
            return Planned.of(Amounts.touched(all.size()), permit -> of(visit, all));
        };
    }

    /// Openings name a file without its account: another account's file of the same name, and one in an earlier
    /// container of the name, are told apart by the pseudonyms in the entries.
    private List<Opened> accesses(BlobRef blob) {
        Subject file = new Subject(Subject.Kind.OBJECT, blob.path());
        BoxFacts box = blobs.facts().of(blob.container());
        Instant since = blobs.facts().since(blob.container()).orElse(Instant.MAX);
        List<Opened> ours = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<Opened> piece;
        do {
            piece = ledger.entriesOf(file, before, MOST);
            piece.stream().filter(one -> isOn(box, since, one.entry())).forEach(ours::add);
            before = piece.isEmpty() ? 0 : piece.getLast().index();
        } while (piece.size() == MOST && ours.size() < MOST);
        return ours.subList(0, Math.min(MOST, ours.size()));
    }

    private static boolean isOn(BoxFacts box, Instant since, Entry entry) {
        return entry.kind() == Kind.ACCESS
                && entry.text("acct").equals(box.accountPseudonym())
                && (entry.text("box").equals(box.boxPseudonym())
                        || (isUntold(entry) && !entry.time().isBefore(since)));
    }

    /// A refusal to those whom the container is closed to does not say in public where it was.
    private static boolean isUntold(Entry entry) {
        return isRefused(entry) && entry.text("box").isEmpty();
    }

    private FileView.Use of(Visit visit, List<Opened> all) {
        List<Access> rows = new ArrayList<>();
        int first = first(visit, all);
        int end = Math.min(first + ROWS, all.size());
        for (Opened one : all.subList(first, end)) {
            rows.add(row(visit, one));
        }
        long refused = all.stream().filter(one -> isRefused(one.entry())).count();
        return new FileView.Use(
                visit.say("file.use.told"),
                visit.say("file.use.label", all.size(), refused),
                months(visit, all),
                rows,
                pager(visit, all, first, end));
    }

    /// Where the table begins: at the newest access, or at the entry that is asked for. Looking writes entries of its
    /// own, so pages are told by entries and not by numbers.
    private static int first(Visit visit, List<Opened> all) {
        long newest = visit.query().number("accesses", 0, Long.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).index() <= newest) {
                return i;
            }
        }
        return 0;
    }

    private static Pager pager(Visit visit, List<Opened> all, int first, int end) {
        if (all.size() <= ROWS) {
            return Pager.NONE;
        }
        String newer = first == 0
                ? ""
                : page(
                        visit,
                        first <= ROWS ? "" : Long.toString(all.get(first - ROWS).index()));
        String older =
                end == all.size() ? "" : page(visit, Long.toString(all.get(end).index()));
        return new Pager(
                visit.say("file.use.shown", first + 1, end, all.size()),
                newer,
                visit.say("pager.newer"),
                older,
                visit.say("pager.older"));
    }

    /// This very view of the file with another part of the table.
    private static String page(Visit visit, String accesses) {
        Address address = Address.of("/file");
        visit.query().values().forEach((name, values) -> {
            if (!name.equals("accesses") && !name.equals("lang")) {
                values.forEach(value -> address.with(Address.encoded(name), value));
            }
        });
        return address.with("accesses", accesses).at("use").toString();
    }

    private Access row(Visit visit, Opened opened) {
        Entry entry = opened.entry();
        boolean refused = isRefused(entry);
        String rules = String.join(" ", entry.texts("rule"));
        return new Access(
                Dates.shortMoment(entry.time(), visit.lang()),
                who(visit, opened),
                EntryWords.act(visit, entry),
                entry.text("pur"),
                refused
                        ? Markup.state(Mark.REFUSE, visit.say("ledger.dec.deny"))
                                .and(Markup.text(" "))
                                .and(Markup.code(rules))
                        : Markup.state(Mark.ALLOW, visit.say("ledger.dec.allow")),
                Numbers.count(opened.index()),
                Long.toString(opened.index()),
                visit.receipt().entries().contains(opened.index()));
    }

    /// Each access has somebody whose it is: where no name is known any more, it was erased.
    private Markup who(Visit visit, Opened opened) {
        return opened.value("actor")
                .map(actor -> Markup.isolated(names.of(actor, visit.words())))
                .orElseGet(() -> Markup.quiet(visit.say("file.use.sealed")));
    }

    private List<Month> months(Visit visit, List<Opened> all) {
        YearMonth last = month(clock.instant());
        Map<YearMonth, int[]> counts = new TreeMap<>();
        for (int back = MONTHS - 1; back >= 0; back--) {
            counts.put(last.minusMonths(back), new int[2]);
        }
        for (Opened one : all) {
            int[] count = counts.get(month(one.entry().time()));
            if (count != null) {
                count[isRefused(one.entry()) ? 0 : 1]++;
            }
        }
        List<Month> months = new ArrayList<>();
        counts.forEach((month, count) -> months.add(month(visit, month, count[0], count[1])));
        return months;
    }

    private static Month month(Visit visit, YearMonth month, int denied, int permitted) {
        int refused = Math.min(MOST_MARKS, denied);
        int allowed = Math.min(MOST_MARKS - refused, permitted);
        int more = denied + permitted - refused - allowed;
        return new Month(
                Dates.monthLetter(month.atDay(1), visit.lang()),
                refused,
                allowed,
                more == 0 ? "" : "+" + Numbers.count(more));
    }

    private static boolean isRefused(Entry entry) {
        return entry.text("dec").equals("deny");
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }
}
