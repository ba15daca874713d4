package org.amana.web.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.DataClass;
import org.amana.policy.Feature;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.PurposeForm;
import org.amana.web.console.view.PurposeForm.Choice;
import org.amana.web.console.view.PurposeForm.Wrong;

/// Reads the form for a new purpose: what was typed goes back into the form, with a sentence for each field that is
/// wrong; what is right becomes a draft.
final class PurposeFormReader {
    static final long GIBIBYTE = 1L << 30;
    static final long MOST_GIBIBYTES = Amounts.MOST / GIBIBYTE;
    private static final int SHORTEST_TITLE = 3;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /// Terms of the W3C Data Privacy Vocabulary 2.x that purposes of an archive come near to.
    private static final List<String> TERMS = List.of(
            "dpv:RecordManagement",
            "dpv:ServiceProvision",
            "dpv:ResearchAndDevelopment",
            "dpv:AcademicResearch",
            "dpv:FulfilmentOfObligation",
            "dpv:Verification",
            "dpv:EnforceSecurity",
            "dpv:CommunicationManagement",
            "dpv:OrganisationGovernance");

    private static final List<String> FEATURES = List.of(
            Feature.TEXT,
            Feature.OCR,
            Feature.LANGUAGE,
            Feature.METADATA,
            Feature.THUMBNAIL,
            Feature.UNPACK,
            Feature.KEYWORD_SEARCH,
            Feature.VECTOR_SEARCH);

    /// Fields whose label has another name than they.
    private static final Map<String, String> LABELS =
            Map.of("service", "purpose.services", "action", "purpose.actions", "class", "purpose.classes");

    private final InstantSource clock;

    PurposeFormReader(InstantSource clock) {
        this.clock = clock;
    }

    /// A form that nobody has filled in: reading and searching, personal data at most.
    PurposeForm empty(Visit visit) {
        LocalDate inOneYear =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(PurposeDraft.LONGEST.toDays() - 1);
        return form(
                visit,
                Form.parse("service=BLOB&service=SEARCH&service=DOCUMENT&action=READ&action=LIST&action=SEARCH"
                        + "&class=NONE&class=PERSONAL&feature=text&feature=thumbnail&feature=keyword-search"
                        + "&feature=vector-search&gibibytes=10&objects=10000&expires=" + inOneYear),
                List.of());
    }

    PurposeForm typed(Visit visit, Form form) {
        return form(visit, form, wrong(visit, form));
    }

    /// @throws IllegalArgumentException if something is wrong with the form, see [#typed]
    PurposeDraft draft(Visit visit, Form form, List<PrincipalId> approvers) {
        Set<String> containers = containers(form);
        Scope scope = new Scope(
                containers.isEmpty() ? Set.of(Scope.ALL) : containers,
                chosen(form, "class", DataClass.values()),
                chosen(form, "service", Service.values()),
                form.all("feature"),
                chosen(form, "action", Action.values()),
                form.number("gibibytes", 1, MOST_GIBIBYTES, 0) * GIBIBYTE,
                form.number("objects", 1, Amounts.MOST, 0));
        return new PurposeDraft(
                visit.credential().account(),
                new Text(form.text("title-en"), form.text("title-ar")),
                form.text("term"),
                form.text("basis"),
                scope,
                life(form).orElseThrow(() -> new IllegalArgumentException("no life: " + form.text("expires"))),
                approvers);
    }

    private List<Wrong> wrong(Visit visit, Form form) {
        List<Wrong> wrong = new ArrayList<>();
        for (String title : List.of("title-en", "title-ar")) {
            String text = form.text(title);
            if (text.length() < SHORTEST_TITLE || text.length() > 120 || Text.hasControls(text)) {
                wrong.add(wrong(visit, title, visit.say("purpose.wrong.title")));
            }
        }
        if (!Purpose.isLegalBasis(form.text("basis"))) {
            wrong.add(wrong(visit, "basis", visit.say("purpose.wrong.basis")));
        }
        badContainer(form)
                .ifPresent(name -> wrong.add(wrong(visit, "containers", visit.say("purpose.wrong.containers", name))));
        require(visit, wrong, form, "service");
        require(visit, wrong, form, "action");
        require(visit, wrong, form, "class");
        if (form.number("gibibytes", 1, MOST_GIBIBYTES, 0) == 0) {
            wrong.add(wrong(visit, "gibibytes", visit.say("purpose.wrong.number")));
        }
        if (form.number("objects", 1, Amounts.MOST, 0) == 0) {
            wrong.add(wrong(visit, "objects", visit.say("purpose.wrong.number")));
        }
        if (life(form).isEmpty()) {
            wrong.add(wrong(visit, "expires", visit.say("purpose.wrong.expires")));
        }
        Set<String> approvers = approvers(form);
        if (approvers.size() == 1 || approvers.stream().anyMatch(PurposeFormReader::isNoName)) {
            wrong.add(wrong(visit, "approvers", visit.say("purpose.wrong.approvers")));
        }
        return wrong;
    }

    private static boolean isNoName(String name) {
        return name.length() > KeyFormReader.LONGEST_NAME || Text.hasControls(name);
    }

    private static void require(Visit visit, List<Wrong> wrong, Form form, String field) {
        if (form.all(field).isEmpty()) {
            wrong.add(wrong(visit, field, visit.say("purpose.wrong." + field)));
        }
    }

    private static Wrong wrong(Visit visit, String field, String text) {
        return new Wrong(field, visit.say(LABELS.getOrDefault(field, "purpose." + field)), text);
    }

    private PurposeForm form(Visit visit, Form form, List<Wrong> wrong) {
        List<Choice> terms = TERMS.stream()
                .map(term -> new Choice(
                        term,
                        visit.say("term." + term.substring(term.indexOf(':') + 1)),
                        form.text("term").equals(term)))
                .toList();
        Set<String> features = form.all("feature");
        return new PurposeForm(
                form.text("title-en"),
                form.text("title-ar"),
                form.text("term"),
                terms,
                form.text("basis"),
                form.text("containers"),
                form.text("gibibytes"),
                form.text("objects"),
                form.text("expires"),
                form.text("approvers"),
                choices(visit, form, "service", Service.values()),
                choices(visit, form, "action", Action.values()),
                FEATURES.stream()
                        .map(word -> new Choice(word, visit.say("feature." + word), features.contains(word)))
                        .toList(),
                choices(visit, form, "class", DataClass.values()),
                wrong);
    }

    private static <E extends Enum<E>> List<Choice> choices(Visit visit, Form form, String field, E[] all) {
        Set<String> ticked = form.all(field);
        List<Choice> choices = new ArrayList<>();
        for (E one : all) {
            choices.add(new Choice(one.name(), visit.words().named(field, one), ticked.contains(one.name())));
        }
        return choices;
    }

    private static <E extends Enum<E>> Set<E> chosen(Form form, String field, E[] all) {
        Set<String> ticked = form.all(field);
        Set<E> chosen = new TreeSet<>();
        for (E one : all) {
            if (ticked.contains(one.name())) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    /// The people who may approve more than the day's volume: names with commas between, the Arabic one too.
    static Set<String> approvers(Form form) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : form.text("approvers").split("[,،;\\n]")) {
            names.add(name.strip());
        }
        names.remove("");
        return names;
    }

    private static Set<String> containers(Form form) {
        Set<String> names = new LinkedHashSet<>(List.of(form.text("containers").split("[\\s,]+")));
        names.remove("");
        return names;
    }

    private static Optional<String> badContainer(Form form) {
        for (String name : containers(form)) {
            try {
                new ContainerName(name);
            } catch (AmanaException _) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /// From now to the last minute of the day that was chosen: life is counted from the moment when the purpose is
    /// made, a little later than this, and must not reach into the next day. Empty unless that is in the future and
    /// within twelve months.
    private Optional<Duration> life(Form form) {
        try {
            Instant end = LocalDate.parse(form.text("expires"))
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minus(MARGIN);
            Duration life = Duration.between(clock.instant(), end);
            boolean fits = life.isPositive() && life.compareTo(PurposeDraft.LONGEST) <= 0;
            return fits ? Optional.of(life) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
