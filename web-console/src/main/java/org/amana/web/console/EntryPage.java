package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opened;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Directory;
import org.amana.policy.Planned;
import org.amana.policy.PurposeId;
import org.amana.policy.Restraint;
import org.amana.policy.Service;
import org.amana.verifier.Disclosure;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.Visitor.Member;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.EntryView;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// One entry for everybody, and what is needed to check it without believing this server. What is sealed in it is shown
/// to the one whose own entry it is, under the purpose it was made for; to others only on request, if their purpose
/// covers oversight of the container it is about, with an entry of its own. What is about no container, or about one
/// that is gone, opens to purposes over all containers alone; what is about another account, to nobody.
final class EntryPage {
    private final Ledger ledger;
    private final LogFiles log;
    private final Accounts accounts;
    private final BlobService blobs;
    private final Directory directory;
    private final Names names;
    private final Verifying verifying;

    EntryPage(ConsoleServices services, LogFiles log, Verifying verifying) {
        this.ledger = services.ledger();
        this.log = log;
        this.accounts = new Accounts(services.blobs());
        this.blobs = services.blobs();
        this.directory = services.directory();
        this.names = new Names(services.directory());
        this.verifying = verifying;
    }

    Answer show(Visit visit, List<String> parts) {
        long index = log.index(visit, parts.getFirst());
        Entry entry = ledger.entry(index);
        byte[] raw = entry.bytes();
        Optional<Reach> reach =
                visit.visitor() instanceof Member ? Optional.of(reach(visit, entry, index)) : Optional.empty();
        EntryView view = new EntryView(
                Long.toString(index),
                Numbers.count(index),
                visit.say("utc", Dates.moment(entry.time(), visit.lang())),
                facts(visit, entry),
                reach.map(it -> opened(visit, it, entry, index)).orElse(List.of()),
                reach.filter(it -> opens(visit, it, entry))
                        .map(_ -> "/ledger/" + index + "?open=1")
                        .orElse(""),
                entry.toString(),
                raw.length,
                "/log/proof/" + index,
                covered(index),
                ledger.verifierKey().toString(),
                ledger.verifierKey().name(),
                verifying.commands(ledger.verifierKey(), index),
                index == 0 ? "" : Long.toString(index - 1),
                index + 1 >= ledger.size() ? "" : Long.toString(index + 1));
        return Answer.page("entry", visit.say("entry.title", Numbers.count(index)), Section.LEDGER, view);
    }

    private boolean covered(long index) {
        try {
            return index < ledger.checkpoint().size();
        } catch (AmanaException _) {
            return false;
        }
    }

    private static List<Fact> facts(Visit visit, Entry entry) {
        List<Fact> facts = new ArrayList<>();
        add(visit, facts, "kind", Markup.text(visit.words().named("kind-of", entry.kind())));
        if (entry.kind() == Kind.ACCESS) {
            EntryWords.decision(visit, entry)
                    .forEach(one -> facts.add(new Fact(visit.say("decision"), Markup.state(one.mark(), one.text()))));
        }
        add(visit, facts, "act", Markup.text(EntryWords.act(visit, entry)));
        String purpose = LedgerPage.text(entry, "pur");
        add(visit, facts, "purpose", purpose.isEmpty() ? Markup.EMPTY : Markup.purpose(purpose));
        add(visit, facts, "account", code(LedgerPage.text(entry, "acct")));
        add(visit, facts, "box", code(LedgerPage.text(entry, "box")));
        add(visit, facts, "features", code(texts(entry, "feat")));
        add(visit, facts, "rule", code(texts(entry, "rule")));
        add(visit, facts, "policy", code(LedgerPage.text(entry, "pol")));
        add(visit, facts, "amount", Markup.text(EntryWords.amount(visit, entry)));
        add(visit, facts, "units", code(texts(entry, "units")));
        if (entry.has("ref")) {
            String ref = Long.toString(entry.number("ref"));
            add(visit, facts, "ref", Markup.link("/ledger/" + ref, Markup.token(Numbers.count(entry.number("ref")))));
        }
        add(visit, facts, "sealed", entry.has("sd") ? Markup.text(visit.say("entry.field.sealed-what")) : Markup.EMPTY);
        add(visit, facts, "leaf", code(entry.leafHash().hex()));
        return facts;
    }

    private static void add(Visit visit, List<Fact> facts, String field, Markup value) {
        if (!value.html().isEmpty()) {
            facts.add(new Fact(visit.say("entry.field." + field), value));
        }
    }

    private static Markup code(String text) {
        return text.isEmpty() ? Markup.EMPTY : Markup.code(text);
    }

    private static String texts(Entry entry, String key) {
        return entry.has(key) ? String.join(" ", entry.texts(key)) : "";
    }

    /// What is sealed in the entry: for its own actor at once; for others on request, as an access of its own.
    private List<Fact> opened(Visit visit, Reach reach, Entry entry, long index) {
        Optional<Opened> opened = ledger.opened(index);
        String self = visit.credential().principal().id().toString();
        boolean own =
                opened.flatMap(one -> one.value("actor")).filter(self::equals).isPresent();
        if (own && LedgerPage.text(entry, "pur").equals(visit.purpose())) {
            return facts(visit, opened);
        }
        if (!visit.query().text("open").equals("1")) {
            return List.of();
        }
        return visit.pass(reach.overseeing(), permitted -> {
            if (!reach.covers()) {
                return Planned.refused(Restraint.notCovered(
                        "what entry " + index + " is about is not among what purpose " + visit.purpose() + " covers"));
            }
            return Planned.of(Amounts.touched(1), permit -> facts(visit, opened));
        });
    }

    /// How far the purpose reaches what an entry is about.
    ///
    /// @param covers whether it does, as far as the gate does not say
    /// @param overseeing oversight of the container that an entry of this account is about; of the account as a
    ///     whole if it is about none that is there
    private record Reach(boolean covers, AccessRequest overseeing) {}

    private Reach reach(Visit visit, Entry entry, long index) {
        Optional<ContainerRef> container = container(visit, entry, index);
        return new Reach(
                isOurs(visit, entry) && (container.isPresent() || coversAll(visit)),
                container
                        .map(it -> accounts.in(visit, it, Service.OVERSIGHT, Action.READ))
                        .orElseGet(() -> accounts.on(visit, Service.OVERSIGHT, Action.READ)));
    }

    private boolean coversAll(Visit visit) {
        return directory
                .purpose(visit.credential().purpose())
                .filter(purpose -> purpose.scope().allContainers())
                .isPresent();
    }

    private Optional<ContainerRef> container(Visit visit, Entry entry, long index) {
        String box = LedgerPage.text(entry, "box");
        return box.isEmpty() ? untold(visit, entry, index) : blobs.facts().containerCalled(Accounts.name(visit), box);
    }

    /// The container that a refusal is about which does not say so in public; what is sealed in it does, but for
    /// searches, where words are sealed.
    private Optional<ContainerRef> untold(Visit visit, Entry entry, long index) {
        if (entry.kind() != Kind.ACCESS
                || !isOurs(visit, entry)
                || !entry.text("dec").equals("deny")
                || entry.text("svc").equals(Service.SEARCH.word())) {
            return Optional.empty();
        }
        return ledger.opened(index)
                .flatMap(one -> one.value("object"))
                .flatMap(object -> container(visit, object.split("/", 2)[0]))
                .filter(container -> blobs.facts()
                        .since(container)
                        .filter(since -> !entry.time().isBefore(since))
                        .isPresent());
    }

    private static Optional<ContainerRef> container(Visit visit, String name) {
        try {
            return Optional.of(new ContainerRef(Accounts.name(visit), new ContainerName(name)));
        } catch (AmanaException _) {
            return Optional.empty(); // it was on no container
        }
    }

    /// An entry that names no account is of that of its purpose.
    private boolean isOurs(Visit visit, Entry entry) {
        String account = LedgerPage.text(entry, "acct");
        if (!account.isEmpty()) {
            return account.equals(accounts.facts(visit).pseudonym());
        }
        String purpose = LedgerPage.text(entry, "pur");
        return !purpose.isEmpty()
                && directory
                        .purpose(PurposeId.parse(purpose))
                        .filter(one -> one.account().equals(visit.credential().account()))
                        .isPresent();
    }

    private List<Fact> facts(Visit visit, Optional<Opened> opened) {
        List<Fact> facts = new ArrayList<>();
        opened.filter(EntryPage::isErased)
                .ifPresent(_ -> facts.add(
                        new Fact(visit.say("entry.sealed.actor"), Markup.quiet(visit.say("file.use.sealed")))));
        opened.stream()
                .flatMap(one -> one.disclosures().stream())
                .map(one -> fact(visit, one))
                .forEach(facts::add);
        return facts;
    }

    /// Each access has somebody whose it is.
    private static boolean isErased(Opened opened) {
        return opened.entry().kind() == Kind.ACCESS && opened.value("actor").isEmpty();
    }

    /// Whether what is sealed opens on request: there is something to open, and it is for this purpose.
    private static boolean opens(Visit visit, Reach reach, Entry entry) {
        return entry.has("sd") && reach.covers() && visit.foresees(reach.overseeing());
    }

    private Fact fact(Visit visit, Disclosure disclosure) {
        String name =
                disclosure.name().equals("case") ? "caze" : disclosure.name().toLowerCase(Locale.ROOT);
        Markup value = switch (name) {
            case "actor" -> Markup.isolated(names.of(disclosure.value(), visit.words()));
            case "object" -> FileName.html(disclosure.value());
            default -> Markup.isolated(disclosure.value());
        };
        return new Fact(visit.say("entry.sealed." + name), value);
    }
}
