package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.analysis.Progress;
import org.amana.analysis.TaskKind;
import org.amana.blob.Clearing;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListContainers;
import org.amana.policy.Action;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.PurposeUse;
import org.amana.policy.Service;
import org.amana.web.console.view.Bar;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.OverviewView;
import org.amana.web.console.view.OverviewView.JobRow;
import org.amana.web.console.view.OverviewView.PurposeRow;
import org.amana.web.console.view.OverviewView.RefusalRow;
import org.amana.web.console.view.OverviewView.Refusals;
import org.amana.web.console.view.OverviewView.Waiting;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Spark;
import org.amana.web.console.view.StripFigure;

/// What the account holds, who used it and for what. Every figure comes from the public ledger; the one thing that does
/// not stand there, the names of containers, is one listing with its entry.
final class OverviewPage {
    private static final int MOST_CONTAINERS = 5_000;
    private static final int WEEK = 7;
    private static final int SPARK_DAYS = 14;
    private static final int MOST_ROWS = 8;

    private final ConsoleServices services;
    private final Accounts accounts;
    private final Shell shell;
    private final History history;
    private final InstantSource clock;

    OverviewPage(ConsoleServices services, Shell shell, History history, InstantSource clock) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.shell = shell;
        this.history = history;
        this.clock = clock;
    }

    Answer show(Visit visit, List<String> parts) {
        Map<String, ContainerProperties> containers = containers(visit);
        History.Sums sums = history.of(accounts.facts(visit).pseudonym());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<PurposeUse> uses = uses(visit, today);
        GrowthStory growth = new GrowthStory(visit, sums, containers, today);
        Progress progress = services.analysis().progress(visit.credential().account());
        OverviewView view = new OverviewView(
                strip(visit, growth, containers, uses, today, progress),
                growth.told(),
                purposes(visit, uses, today),
                refusals(visit, sums, today),
                jobs(visit, progress),
                waiting(visit),
                visit.foresees(accounts.on(visit, Service.BLOB, Action.WRITE)));
        return Answer.page("overview", visit.say("overview"), Section.OVERVIEW, view);
    }

    /// The figures behind the page, one row for each day and container.
    Answer csv(Visit visit, List<String> parts) {
        Map<String, ContainerProperties> containers = containers(visit);
        History.Sums sums = history.of(accounts.facts(visit).pseudonym());
        StringBuilder csv = new StringBuilder("day,container,pseudonym,change_bytes\r\n");
        sums.days()
                .forEach((day, boxes) -> new TreeMap<>(boxes).forEach((box, change) -> {
                    ContainerProperties known = containers.get(box);
                    csv.append(day).append(',');
                    csv.append(known == null ? "" : known.name()).append(',');
                    csv.append(box).append(',').append(change).append("\r\n");
                }));
        return Answer.bytes(
                200,
                csv.toString().getBytes(UTF_8),
                Map.of(
                        "Content-Type",
                        "text/csv; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"amana-stored-by-day.csv\"",
                        "Cache-Control",
                        "no-store"));
    }

    /// The containers by their pseudonyms, with those that the service keeps for itself, since they hold bytes, too;
    /// without those that the purpose may not list.
    private Map<String, ContainerProperties> containers(Visit visit) {
        Map<String, ContainerProperties> byPseudonym = new HashMap<>();
        if (!visit.foresees(accounts.on(visit, Service.BLOB, Action.LIST))) {
            return byPseudonym;
        }
        ListContainers command = new ListContainers(Accounts.name(visit), "", "", MOST_CONTAINERS, false, true);
        visit.pass(
                        accounts.on(visit, Service.BLOB, Action.LIST),
                        services.blobs().listContainers(command, Accounts.listed(visit)))
                .items()
                .forEach(item -> byPseudonym.put(
                        services.blobs()
                                .facts()
                                .of(new ContainerRef(Accounts.name(visit), item.name()))
                                .boxPseudonym(),
                        item));
        return byPseudonym;
    }

    /// What happened under this account's purposes in the last two weeks.
    private List<PurposeUse> uses(Visit visit, LocalDate today) {
        List<PurposeId> ours = services.directory().purposes(visit.credential().account()).stream()
                .map(Purpose::id)
                .toList();
        return services.use().byPurpose(today.minusDays(SPARK_DAYS - 1)).stream()
                .filter(use -> ours.contains(use.purpose()))
                .toList();
    }

    private List<StripFigure> strip(
            Visit visit,
            GrowthStory growth,
            Map<String, ContainerProperties> containers,
            List<PurposeUse> uses,
            LocalDate today,
            Progress progress) {
        List<PurposeUse> week =
                uses.stream().filter(use -> isWithin(use.day(), today, WEEK)).toList();
        long allowed = week.stream().mapToLong(PurposeUse::allowed).sum();
        long refused = week.stream().mapToLong(PurposeUse::refused).sum();
        long purposes = week.stream().map(PurposeUse::purpose).distinct().count();
        List<ContainerProperties> shown = containers.values().stream()
                .filter(one -> !ContainerName.SYSTEM.contains(one.name()))
                .toList();
        long files = shown.stream().mapToLong(ContainerProperties::blobCount).sum();
        long parked = progress.all().parked();
        List<StripFigure> strip = new ArrayList<>();
        strip.add(growth.held());
        if (!shown.isEmpty()) {
            strip.add(new StripFigure(
                    visit.say("overview.files"),
                    Numbers.count(files),
                    visit.say("overview.in-containers", shown.size()),
                    "/containers"));
        }
        strip.add(new StripFigure(
                visit.say("overview.accesses-7"),
                Numbers.count(allowed + refused),
                visit.say("overview.accesses-7.purposes", purposes),
                inLedger("").toString()));
        strip.add(new StripFigure(
                visit.say("refused"),
                Numbers.count(refused),
                allowed + refused == 0 ? "" : Numbers.percent((double) refused / (allowed + refused)),
                inLedger("").with("decision", "deny").toString()));
        strip.add(new StripFigure(
                visit.say("overview.parked"), Numbers.count(parked), setAside(visit, progress), "/status"));
        return strip;
    }

    /// Where the accesses are listed that a figure counts.
    ///
    /// @param purpose of them alone, empty for any
    private static Address inLedger(String purpose) {
        return Address.of("/ledger").with("kind", "access").with("purpose", purpose);
    }

    /// What is done of what there is to be done for this account: the house's own work, and that of machines by kind.
    private List<JobRow> jobs(Visit visit, Progress progress) {
        List<JobRow> rows = new ArrayList<>();
        Clearing clearing = services.blobs().facts().clearing(Accounts.name(visit));
        if (!clearing.isDone()) {
            rows.add(job(
                    visit,
                    visit.say("job.clearing"),
                    visit.say("job.clearing.under"),
                    clearing.cleared(),
                    clearing.blobs(),
                    visit.say("job.running")));
        }
        for (TaskKind kind : TaskKind.values()) {
            Progress.Counts counts = progress.of(kind);
            if (counts.open() > 0) {
                rows.add(job(
                        visit,
                        visit.words().named("task", kind),
                        byMachine(visit),
                        counts.done() + counts.parked(),
                        counts.total(),
                        visit.say(counts.running() > 0 ? "job.running" : "job.queued")));
            }
        }
        return rows;
    }

    private static JobRow job(Visit visit, String what, String where, long past, long all, String state) {
        long whole = Math.max(1, all);
        return new JobRow(
                what,
                where,
                Numbers.percent((double) past / whole),
                visit.say("job.files", past, all),
                Bar.of(past, whole),
                false,
                state);
    }

    private String byMachine(Visit visit) {
        return services.directory()
                .machineReading(visit.credential().account())
                .map(purpose -> visit.say("job.under", purpose.id().toString()))
                .orElse(visit.say("job.by-machine"));
    }

    /// That every file could be read is said only where files were read.
    private static String setAside(Visit visit, Progress progress) {
        long parked = progress.all().parked();
        if (parked > 0) {
            return visit.say("overview.parked.some", parked);
        }
        if (progress.all().done() == 0) {
            return visit.say("overview.parked.unread");
        }
        return visit.say(progress.idle() ? "overview.parked.none" : "overview.parked.so-far");
    }

    private List<PurposeRow> purposes(Visit visit, List<PurposeUse> uses, LocalDate today) {
        Map<PurposeId, List<PurposeUse>> byPurpose = new TreeMap<>();
        uses.forEach(use ->
                byPurpose.computeIfAbsent(use.purpose(), _ -> new ArrayList<>()).add(use));
        List<Total> totals = new ArrayList<>();
        byPurpose.forEach((purpose, days) -> totals.add(Total.of(purpose, days, today)));
        totals.removeIf(total -> total.accesses == 0);
        totals.sort(Comparator.comparingLong((Total total) -> total.accesses).reversed());
        long most = totals.isEmpty() ? 0 : totals.getFirst().accesses;
        return totals.stream()
                .limit(MOST_ROWS)
                .map(total -> row(visit, total, most))
                .toList();
    }

    /// A purpose's last seven days, and its accesses on each of the last fourteen.
    private record Total(PurposeId purpose, long accesses, long out, long refused, List<Long> days) {
        static Total of(PurposeId purpose, List<PurposeUse> uses, LocalDate today) {
            Long[] days = new Long[SPARK_DAYS];
            java.util.Arrays.fill(days, 0L);
            long accesses = 0;
            long out = 0;
            long refused = 0;
            for (PurposeUse use : uses) {
                int back = Math.toIntExact(today.toEpochDay() - use.day().toEpochDay());
                if (back >= 0 && back < SPARK_DAYS) {
                    days[SPARK_DAYS - 1 - back] = use.allowed() + use.refused();
                }
                if (isWithin(use.day(), today, WEEK)) {
                    accesses += use.allowed() + use.refused();
                    out += use.out();
                    refused += use.refused();
                }
            }
            return new Total(purpose, accesses, out, refused, List.of(days));
        }
    }

    private PurposeRow row(Visit visit, Total total, long most) {
        String title = services.directory()
                .purpose(total.purpose)
                .map(purpose -> Names.of(purpose, visit.words()))
                .orElse("");
        return new PurposeRow(
                total.purpose.toString(),
                title,
                Numbers.count(total.accesses),
                Bar.of(total.accesses, most),
                Numbers.size(total.out, visit.lang()),
                Numbers.count(total.refused),
                new Spark(total.days),
                inLedger(total.purpose.toString()).toString(),
                total.purpose.equals(visit.credential().purpose()));
    }

    /// Of this account alone. Who was turned away before anybody knew who it was has come to no account.
    private static Refusals refusals(Visit visit, History.Sums sums, LocalDate today) {
        Map<String, Long> byRule = new HashMap<>();
        sums.refusals().forEach((day, rules) -> {
            if (isWithin(day, today, WEEK)) {
                rules.forEach((rule, count) -> byRule.merge(rule, count, Long::sum));
            }
        });
        List<RefusalRow> rows = byRule.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_ROWS)
                .map(entry -> new RefusalRow(
                        RuleWords.reason(visit, entry.getKey()), entry.getKey(), Numbers.count(entry.getValue())))
                .toList();
        if (!sums.whole()) {
            return new Refusals(rows, visit.say("overview.counting", sums.entries(), sums.of()), "");
        }
        String last = sums.refusals().isEmpty()
                ? visit.say("overview.refusals.never")
                : visit.say("overview.refusals.last", Dates.date(sums.refusals().lastKey(), visit.lang()));
        return new Refusals(rows, visit.say("overview.refusals.calm"), last);
    }

    private List<Waiting> waiting(Visit visit) {
        List<Waiting> waiting = new ArrayList<>();
        int approvals = shell.waiting(visit.credential());
        if (approvals > 0) {
            waiting.add(new Waiting(
                    visit.say("overview.approvals", approvals),
                    visit.say("overview.approvals.told"),
                    "/purposes",
                    visit.say("overview.see")));
        }
        Instant now = clock.instant();
        for (Purpose purpose : services.directory().purposes(visit.credential().account())) {
            if (purpose.inForceAt(now) && purpose.expires().isBefore(now.plus(Shell.SOON))) {
                waiting.add(new Waiting(
                        visit.say(
                                "overview.expires",
                                purpose.id().toString(),
                                Dates.shortDate(Dates.within(purpose.expires()), visit.lang())),
                        visit.say("overview.expires.told", Names.of(purpose, visit.words())),
                        "/purposes/" + purpose.id(),
                        visit.say("overview.see")));
            }
        }
        return waiting;
    }

    private static boolean isWithin(LocalDate day, LocalDate today, int days) {
        return !day.isAfter(today) && day.isAfter(today.minusDays(days));
    }
}
