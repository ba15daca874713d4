package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.amana.analysis.Engine;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Version;
import org.jspecify.annotations.Nullable;

/// A PDF: its text with the place of every word, its pages drawn, its attachments.
final class PdfPages implements AutoCloseable {
    static final String TYPE = "application/pdf";
    static final Engine ENGINE = new Engine(Engine.TEXT_LAYER, "PDFBox " + version());

    /// Boxes are given in pixels of a page of this many dots an inch.
    static final int DOTS_PER_INCH = 150;

    /// PDF's own unit.
    static final float POINTS_PER_INCH = 72;

    private static final int DEEPEST_NAME_TREE = 10;

    private static final int MOST_BOOKMARKS = 500;
    private static final int DEEPEST_BOOKMARK = 10;

    private final PDDocument document;
    private final PDFRenderer renderer;
    private @Nullable PdfEntries entries;

    private PdfPages(PDDocument document) {
        this.document = document;
        this.renderer = new PDFRenderer(document);
        this.renderer.setSubsamplingAllowed(true);
    }

    /// @throws RefusedException if it needs a password or is no PDF
    static PdfPages open(Path file) throws IOException {
        RandomAccessReadBufferedFile in = new RandomAccessReadBufferedFile(file.toFile());
        try {
            return new PdfPages(Loader.loadPDF(in, IOUtils.createTempFileOnlyStreamCache()));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw Failures.refused(TYPE, e);
        }
    }

    int count() {
        return document.getNumberOfPages();
    }

    String title() {
        return Facts.clean(orEmpty(document.getDocumentInformation().getTitle()));
    }

    Map<String, String> facts() {
        PDDocumentInformation information = document.getDocumentInformation();
        Map<String, String> facts = new LinkedHashMap<>();
        Facts.put(facts, "author", orEmpty(information.getAuthor()));
        Facts.put(facts, "subject", orEmpty(information.getSubject()));
        Facts.put(facts, "keywords", orEmpty(information.getKeywords()));
        Facts.put(facts, "bookmarks", bookmarks());
        Facts.put(facts, "software", orEmpty(information.getCreator()));
        Facts.put(facts, "created", time(information.getCreationDate()));
        Facts.put(facts, "modified", time(information.getModificationDate()));
        return facts;
    }

    /// The titles in its outline, each once.
    private String bookmarks() {
        Set<String> titles = new LinkedHashSet<>();
        PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
        if (outline != null) {
            bookmarks(outline, MOST_BOOKMARKS, 0, titles);
        }
        return String.join(", ", titles);
    }

    /// @return how many more may be looked at: an outline may go round in circles
    private static int bookmarks(PDOutlineNode node, int most, int depth, Set<String> titles) {
        int left = most;
        Iterator<PDOutlineItem> items = node.children().iterator();
        while (left > 0 && depth < DEEPEST_BOOKMARK && items.hasNext()) {
            PDOutlineItem item = items.next();
            titles.add(Facts.clean(orEmpty(item.getTitle())));
            left = bookmarks(item, left - 1, depth + 1, titles);
        }
        return left;
    }

    /// Reads the text layer of the first `count` pages: those with text to `read`, those with something else drawn on
    /// them and no more text than a stamp to `unread`.
    ///
    /// @return what of it could not be had
    Left read(int count, Budget budget, Languages languages, Consumer<Page> read, IntConsumer unread)
            throws IOException {
        PdfText text = new PdfText(budget, languages, entries(), read, unread);
        if (count > 0) {
            text.read(document, 1, count);
        }
        return new Left(text.cut(), missing(count));
    }

    /// What is left of a text layer that was read.
    ///
    /// @param text whether some was left out because there was too much
    /// @param pages whose content is not in the file
    record Left(boolean text, int pages) {}

    private int missing(int count) {
        int missing = 0;
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            if (number <= count && lacksContent(page)) {
                missing++;
            }
        }
        return missing;
    }

    private PdfEntries entries() {
        if (entries == null) {
            entries = new PdfEntries(document);
        }
        return entries;
    }

    /// The text layer of page `number`, from 1, if it has any.
    Optional<Page> layer(int number, Budget budget, Languages languages) throws IOException {
        List<Page> pages = new ArrayList<>();
        new PdfText(budget, languages, entries(), pages::add, _ -> {}).read(document, number, number);
        return pages.stream().findFirst();
    }

    /// Draws page `number` (from 1) at `dotsPerInch`, or coarser where it would have more than `mostPixels`.
    BufferedImage draw(int number, int dotsPerInch, long mostPixels, ImageType type) throws IOException {
        PDRectangle area = page(number).getCropBox();
        double inches = (double) area.getWidth() / POINTS_PER_INCH * area.getHeight() / POINTS_PER_INCH;
        if (!(inches > 0)) {
            throw new RefusedException(Reason.Kind.NO_SIZE);
        }
        double finest = Math.sqrt(mostPixels / inches);
        return renderer.renderImageWithDPI(number - 1, (float) Math.min(dotsPerInch, finest), type);
    }

    PDPage page(int number) {
        if (number < 1 || number > count()) {
            throw new RefusedException(Reason.Kind.NO_PAGE, number);
        }
        return document.getPage(number - 1);
    }

    /// Files that somebody attached to it, or pinned to one of its first `count` pages; each once.
    void attachments(Members members, int count) throws IOException {
        Set<COSBase> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
        PDEmbeddedFilesNameTreeNode files = names == null ? null : names.getEmbeddedFiles();
        if (files != null) {
            attachments(files, members, taken, 0);
        }
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            if (number <= count) {
                pinned(page, members, taken);
            }
        }
    }

    private static void attachments(
            PDNameTreeNode<PDComplexFileSpecification> node, Members members, Set<COSBase> taken, int depth)
            throws IOException {
        Map<String, PDComplexFileSpecification> here = node.getNames();
        if (here != null) {
            for (PDComplexFileSpecification specification : here.values()) {
                attachment(specification, members, taken);
            }
        }
        if (node.getKids() != null && depth < DEEPEST_NAME_TREE) {
            for (PDNameTreeNode<PDComplexFileSpecification> kid : node.getKids()) {
                attachments(kid, members, taken, depth + 1);
            }
        }
    }

    private static void pinned(PDPage page, Members members, Set<COSBase> taken) throws IOException {
        for (PDAnnotation annotation : annotations(page)) {
            if (annotation instanceof PDAnnotationFileAttachment pin
                    && pin.getFile() instanceof PDComplexFileSpecification specification) {
                attachment(specification, members, taken);
            }
        }
    }

    /// None where they cannot be made sense of, which says nothing about other pages.
    private static List<PDAnnotation> annotations(PDPage page) {
        try {
            return page.getAnnotations();
        } catch (IOException | RuntimeException _) {
            return List.of();
        }
    }

    private static void attachment(PDComplexFileSpecification specification, Members members, Set<COSBase> taken)
            throws IOException {
        PDEmbeddedFile unicode = specification.getEmbeddedFileUnicode();
        PDEmbeddedFile file = unicode == null ? specification.getEmbeddedFile() : unicode;
        if (file != null && taken.add(file.getCOSObject())) {
            String name = Facts.clean(orEmpty(specification.getFilename()));
            members.take(TYPE, name, Math.max(0, file.getSize()), file::createInputStream);
        }
    }

    /// Whether anything is drawn on a page: one without even that has nothing to recognise.
    static boolean hasMarks(PDPage page) {
        return page.hasContents() && page.getCOSObject().getDictionaryObject(COSName.CONTENTS) != null;
    }

    /// Whether a page's content is named, but not there: the file was cut off.
    private static boolean lacksContent(PDPage page) {
        COSDictionary dictionary = page.getCOSObject();
        return dictionary.getItem(COSName.CONTENTS) != null && dictionary.getDictionaryObject(COSName.CONTENTS) == null;
    }

    private static String time(@Nullable Calendar time) {
        return time == null ? "" : time.toInstant().toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String version() {
        String version = Version.getVersion();
        return version == null ? "3" : version;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
