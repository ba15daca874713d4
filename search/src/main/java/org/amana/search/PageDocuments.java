package org.amana.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.search.IndexedDocument.IndexedPage;
import org.amana.search.IndexedDocument.Sayings;
import org.amana.search.TextPieces.Piece;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// Makes Lucene documents of one document: one for each page, or more for a very long page, in a block that Lucene
/// keeps together; and passages with a vector each for its English pages.
final class PageDocuments {
    /// A page longer than this becomes several Lucene documents, so that no single one is slow to mark hits in.
    /// Analysis cuts text without pages at the same length: a page counts once.
    static final int LONGEST_PAGE = 20_000;

    /// About what the model reads at once; see [Embedding].
    static final int LONGEST_PASSAGE = 500;

    /// Passages of one document; what lies behind has words only.
    static final int MOST_PASSAGES = 2_000;

    private static final int SHORTEST_PASSAGE = 20;
    private static final int LONGEST_SAYING = 2_000;

    /// A piece of text that is to get a vector.
    record Passage(PageFacts facts, String text) {}

    private PageDocuments() {}

    /// The Lucene document of each page. A document without text has one, to be found by its name.
    static List<Document> pages(IndexedDocument document) {
        List<Document> pages = new ArrayList<>();
        for (IndexedPage page : document.pages()) {
            for (Piece piece : TextPieces.cut(page.text(), LONGEST_PAGE)) {
                pages.add(page(document, page, piece, pages.size()));
            }
        }
        if (pages.isEmpty()) {
            pages.add(withoutText(document));
        }
        for (int slot = 0; slot < pages.size(); slot++) {
            Document page = pages.get(slot);
            page.add(new NumericDocValuesField(Fields.BEFORE, slot));
            page.add(new NumericDocValuesField(Fields.BEHIND, pages.size() - 1L - slot));
            addSayings(page, document.sayings(), slot == 0 ? Field.Store.YES : Field.Store.NO);
        }
        if (document.incomplete()) {
            pages.getFirst().add(keyword(Fields.INCOMPLETE, Fields.YES));
        }
        if (wantsMeaning(document)) {
            pages.getFirst().add(keyword(Fields.WANTS_MEANING, Embedding.MODEL));
        }
        return pages;
    }

    /// True if it has [#passages].
    static boolean wantsMeaning(IndexedDocument document) {
        return document.pages().stream()
                .anyMatch(page -> language(document, page).equals("en")
                        && page.text().strip().length() >= SHORTEST_PASSAGE);
    }

    /// The pieces of its English pages that should get vectors, in order.
    static List<Passage> passages(IndexedDocument document) {
        List<Passage> passages = new ArrayList<>();
        int slot = 0;
        for (IndexedPage page : document.pages()) {
            for (Piece piece : TextPieces.cut(page.text(), LONGEST_PAGE)) {
                if (language(document, page).equals("en")) {
                    addPassages(passages, document, page, piece, slot);
                }
                slot++;
            }
        }
        return passages;
    }

    /// The Lucene document of a passage.
    static Document passage(Passage passage, float[] vector) {
        PageFacts facts = passage.facts();
        Document document = new Document();
        document.add(keyword(Fields.WHAT, Fields.PASSAGE));
        addIdentity(document, facts);
        addFacets(document, facts);
        document.add(keyword(Fields.HAS_MEANING, hasMeaning(facts.id())));
        document.add(new KnnFloatVectorField(Fields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    /// The Lucene document that says that a document is left out.
    static Document leftOut(long id) {
        Document document = new Document();
        document.add(keyword(Fields.WHAT, Fields.LEFT_OUT));
        addDocument(document, id);
        return document;
    }

    /// What a document's pages and its passages have, or what stands for it.
    static Term of(long id) {
        return new Term(Fields.DOCUMENT, Long.toString(id));
    }

    /// What a document's passages have.
    static Term passagesOf(long id) {
        return new Term(Fields.HAS_MEANING, hasMeaning(id));
    }

    private static String hasMeaning(long id) {
        return Embedding.MODEL + "/" + id;
    }

    static String slotKey(long id, int slot) {
        return id + "/" + slot;
    }

    private static void addPassages(
            List<Passage> passages, IndexedDocument document, IndexedPage page, Piece whole, int slot) {
        for (Piece piece : TextPieces.cut(whole.of(page.text()), LONGEST_PASSAGE)) {
            Piece inPage = new Piece(whole.from() + piece.from(), whole.from() + piece.to());
            String text = inPage.of(page.text()).strip();
            if (text.length() >= SHORTEST_PASSAGE && passages.size() < MOST_PASSAGES) {
                passages.add(new Passage(facts(document, page, inPage, slot), text));
            }
        }
    }

    private static Document page(IndexedDocument document, IndexedPage page, Piece piece, int slot) {
        Document lucene = pageOf(facts(document, page, piece, slot));
        String text = piece.of(page.text());
        lucene.add(new TextField(Fields.EXACT, text, Field.Store.NO));
        lucene.add(new TextField(Fields.JOINED, text, Field.Store.NO));
        for (String stemmed : Fields.stemmed(language(document, page), text)) {
            lucene.add(new TextField(stemmed, text, Field.Store.NO));
        }
        return lucene;
    }

    private static Document withoutText(IndexedDocument document) {
        IndexedPage none = new IndexedPage(0, "", "", TextSource.NONE, 1, document.language());
        return pageOf(facts(document, none, new Piece(0, 0), 0));
    }

    private static Document pageOf(PageFacts facts) {
        Document lucene = new Document();
        lucene.add(keyword(Fields.WHAT, Fields.PAGE));
        addIdentity(lucene, facts);
        addFacets(lucene, facts);
        lucene.add(new TextField(Fields.NAME, pathOf(facts), Field.Store.NO));
        lucene.add(new TextField(Fields.PARTS, pathOf(facts), Field.Store.NO));
        if (!facts.title().isEmpty()) {
            lucene.add(new TextField(Fields.TITLE, facts.title(), Field.Store.NO));
        }
        return lucene;
    }

    /// To be shown, they are kept with the first page alone.
    private static void addSayings(Document lucene, Sayings sayings, Field.Store kept) {
        addText(lucene, Fields.AUTHOR, sayings.authors(), kept);
        addText(lucene, Fields.RECIPIENT, sayings.recipients(), kept);
        addText(lucene, Fields.ABOUT, sayings.about(), kept);
    }

    private static void addText(Document lucene, String field, String text, Field.Store kept) {
        if (!text.isEmpty()) {
            lucene.add(new TextField(field, bounded(text, LONGEST_SAYING), kept));
        }
    }

    private static void addIdentity(Document lucene, PageFacts facts) {
        addDocument(lucene, facts.id());
        lucene.add(keyword(Fields.SLOT, slotKey(facts.id(), facts.slot())));
        lucene.add(keyword(Fields.ACCOUNT, facts.account()));
        lucene.add(keyword(Fields.BOX, boxKey(facts.account(), facts.container())));
        lucene.add(new StoredField(Fields.FACTS, facts.encode()));
    }

    private static void addDocument(Document lucene, long document) {
        addFacet(lucene, Fields.DOCUMENT, Long.toString(document));
    }

    /// The value of [Fields#BOX] for a container.
    static String boxKey(String account, String container) {
        return account + "/" + container;
    }

    private static void addFacets(Document lucene, PageFacts facts) {
        addFacet(lucene, Fields.CONTAINER, facts.container());
        addFacet(lucene, Fields.KIND, FileKind.of(facts.type()).name());
        addFacet(lucene, Fields.TYPE, facts.type());
        addFacet(lucene, Fields.LANGUAGE, facts.pageLanguage());
        addFacet(lucene, Fields.SOURCE, facts.source().name());
        if (facts.source() != TextSource.NONE) {
            addFacet(lucene, Fields.CERTAINTY, Certainty.of(facts.confidence()).name());
        }
        facts.dated()
                .ifPresentOrElse(date -> addDate(lucene, date), () -> addFacet(lucene, Fields.MONTH, Fields.UNDATED));
        String extension = extension(facts);
        if (!extension.isEmpty()) {
            lucene.add(keyword(Fields.EXTENSION, extension));
        }
    }

    private static void addDate(Document lucene, Instant date) {
        LocalDate day = LocalDate.ofInstant(date, ZoneOffset.UTC);
        addFacet(lucene, Fields.MONTH, YearMonth.from(day).toString());
        lucene.add(new LongPoint(Fields.DAY, day.toEpochDay()));
        lucene.add(new NumericDocValuesField(Fields.DAY, day.toEpochDay()));
        lucene.add(new NumericDocValuesField(Fields.TIME, date.toEpochMilli()));
    }

    private static void addFacet(Document lucene, String field, String value) {
        lucene.add(keyword(field, value));
        lucene.add(new SortedDocValuesField(field, new BytesRef(value)));
    }

    private static StringField keyword(String field, String value) {
        return new StringField(field, value, Field.Store.NO);
    }

    private static PageFacts facts(IndexedDocument document, IndexedPage page, Piece piece, int slot) {
        return new PageFacts(
                document.id(),
                slot,
                page.number(),
                piece.from(),
                piece.to(),
                document.account(),
                document.container(),
                document.name(),
                document.part(),
                bounded(document.partName(), 1_024),
                bounded(document.title(), 500),
                mediaType(document.type()),
                Languages.base(document.language()),
                language(document, page),
                document.dated().map(PageDocuments::sane).orElse(null),
                document.added(),
                document.size(),
                document.pageCount(),
                bounded(page.engine(), 200),
                page.source(),
                page.confidence());
    }

    /// The page's own language, else the document's.
    private static String language(IndexedDocument document, IndexedPage page) {
        String own = Languages.base(page.language());
        return own.equals(Languages.UNKNOWN) ? Languages.base(document.language()) : own;
    }

    /// `text/plain` for `Text/Plain; charset=UTF-8`.
    private static String mediaType(String type) {
        return bounded(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), 200);
    }

    /// The name, and behind a slash the name inside: what is looked for in names.
    static String pathOf(PageFacts facts) {
        return facts.partName().isEmpty() ? facts.name() : facts.name() + "/" + facts.partName();
    }

    private static String extension(PageFacts facts) {
        String path = pathOf(facts);
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return extension.length() <= 10 && !extension.contains("/") ? extension : "";
    }

    /// A time that a calendar of four-digit years can show.
    private static Instant sane(Instant time) {
        Instant earliest = Instant.parse("0001-01-01T00:00:00Z");
        Instant latest = Instant.parse("9999-12-31T23:59:59Z");
        return time.isBefore(earliest) ? earliest : time.isAfter(latest) ? latest : time;
    }

    private static String bounded(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
