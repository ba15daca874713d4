package org.amana.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.amana.analysis.AnalysedDocument;
import org.amana.analysis.Document;
import org.amana.analysis.DocumentId;
import org.amana.analysis.IndexTask;
import org.amana.analysis.Insight;
import org.amana.analysis.Outbox;
import org.amana.analysis.Page;
import org.amana.search.IndexedDocument.IndexedPage;
import org.amana.search.IndexedDocument.Sayings;
import org.jspecify.annotations.Nullable;

/// What analysis read, as search takes it in.
final class AnalysedTexts implements PageTexts {
    /// Changes that are looked through for documents that leave: as many as the index drops at once. Each is a term
    /// that every query of a search leaves out.
    private static final int MOST_CHANGES = 20_000;

    private final Outbox outbox;

    AnalysedTexts(Outbox outbox) {
        this.outbox = outbox;
    }

    /// The document, if it is still there.
    Optional<IndexedDocument> document(long id) {
        return outbox.document(new DocumentId(id)).map(AnalysedTexts::indexed);
    }

    @Override
    public Optional<IntFunction<String>> of(long id) {
        DocumentId document = new DocumentId(id);
        return outbox.holds(document)
                ? Optional.of(
                        number -> outbox.page(document, number).map(Page::text).orElse(""))
                : Optional.empty();
    }

    @Override
    public Set<Long> leaving() {
        return outbox.next(MOST_CHANGES).stream()
                .filter(IndexTask.Drop.class::isInstance)
                .map(drop -> drop.document().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static IndexedDocument indexed(AnalysedDocument analysed) {
        Document document = analysed.document();
        List<IndexedPage> pages =
                analysed.pages().stream().map(AnalysedTexts::indexed).toList();
        return new IndexedDocument(
                document.id().value(),
                document.blob().container().account().value(),
                document.blob().container().name().value(),
                document.blob().name().value(),
                document.part(),
                document.isInside() ? document.name() : "",
                document.title(),
                document.type(),
                document.language().code(),
                date(analysed).orElse(null),
                document.modified(),
                document.length(),
                document.pages(),
                sayings(document.metadata()),
                document.insights().stream().anyMatch(insight -> insight.kind() == Insight.Kind.INCOMPLETE),
                pages);
    }

    private static Sayings sayings(Map<String, String> facts) {
        return new Sayings(
                joined(facts, "author", "last-author", "from"),
                joined(facts, "to", "cc", "bcc"),
                joined(facts, "subject", "description", "keywords", "publisher"));
    }

    /// What says no more than another of them is left out.
    private static String joined(Map<String, String> facts, String... names) {
        List<String> values = Arrays.stream(names)
                .map(name -> facts.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        return values.stream()
                .filter(value -> values.stream().noneMatch(other -> !other.equals(value) && other.contains(value)))
                .collect(Collectors.joining(", "));
    }

    private static IndexedPage indexed(Page page) {
        return new IndexedPage(
                page.number(),
                page.text(),
                page.engine().toString(),
                source(page),
                page.confidence() / 100.0,
                page.language().code());
    }

    private static TextSource source(Page page) {
        return page.engine().name().equals("Tesseract") ? TextSource.OCR : TextSource.TEXT_LAYER;
    }

    /// The date that the document carries; what came with a mail and carries none has that of the mail.
    private static Optional<Instant> date(AnalysedDocument analysed) {
        return own(analysed.document())
                .or(() -> analysed.around().stream()
                        .filter(around -> FileKind.isMail(around.type()))
                        .flatMap(mail -> own(mail).stream())
                        .findFirst());
    }

    private static Optional<Instant> own(Document document) {
        Map<String, String> facts = document.metadata();
        return dated(facts.get("created")).or(() -> dated(facts.get("taken"))).or(() -> dated(facts.get("modified")));
    }

    private static Optional<Instant> dated(@Nullable String text) {
        if (text == null || text.length() < 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : moment(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A camera tells the time without a zone.
    private static Instant moment(String text) {
        TemporalAccessor moment =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return moment instanceof OffsetDateTime known
                ? known.toInstant()
                : LocalDateTime.from(moment).toInstant(ZoneOffset.UTC);
    }
}
