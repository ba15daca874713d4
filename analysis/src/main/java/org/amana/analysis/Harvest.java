package org.amana.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// What a worker found in one file, as its sections come in: documents, each followed by its pages, which go straight
/// to the shelf. Checks what the worker claims against itself.
final class Harvest {
    private static final int MOST_DOCUMENTS = 100_001;

    /// A page on the shelf, and its figures.
    record Leaf(
            int number, Engine engine, int confidence, Language language, int characters, long words, Shelf.Spot spot) {
        static Leaf of(Page page, Shelf.Spot spot) {
            return new Leaf(
                    page.number(),
                    page.engine(),
                    page.confidence(),
                    page.language(),
                    page.text().length(),
                    Tongues.words(page.text()),
                    spot);
        }
    }

    /// One document.
    static final class Sheaf {
        private final Found found;
        private final List<Leaf> leaves = new ArrayList<>();
        private final Tongues tongues = new Tongues();
        private long words;

        Sheaf(Found found) {
            this.found = found;
        }

        Found found() {
            return found;
        }

        List<Leaf> leaves() {
            return leaves;
        }

        /// The highest number of a page; those without text have one, too, and are not here. 0 without pages.
        int lastPage() {
            return leaves.stream().mapToInt(Leaf::number).max().orElse(0);
        }

        Tongues tongues() {
            return tongues;
        }

        long words() {
            return words;
        }

        /// How sure the engine was of the text, mean over the pages by their length; 100 without a page.
        int confidence() {
            long characters = 0;
            long sum = 0;
            for (Leaf leaf : leaves) {
                characters += leaf.characters();
                sum += (long) leaf.characters() * leaf.confidence();
            }
            return characters == 0 ? 100 : (int) (sum / characters);
        }
    }

    private final Shelf.Body body;
    private final LinkedHashMap<String, Sheaf> sheaves = new LinkedHashMap<>();
    private final Set<Integer> numbers = new HashSet<>();

    Harvest(Shelf.Body body) {
        this.body = body;
    }

    /// The file itself first.
    List<Sheaf> sheaves() {
        return List.copyOf(sheaves.values());
    }

    /// Takes a section of the reply to EXTRACT.
    void section(SectionType type, byte[] payload) throws MalformedReplyException {
        switch (type) {
            case DOCUMENT -> document(Found.decode(payload));
            case PAGE -> page(payload);
            case END, REFUSAL, ENGINES, PICTURE -> throw new MalformedReplyException("unexpected " + type);
        }
    }

    private void document(Found found) throws MalformedReplyException {
        String part = found.part();
        boolean first = sheaves.isEmpty();
        String parent = part.contains("/") ? part.substring(0, part.lastIndexOf('/')) : "";
        if (first != part.isEmpty()
                || (!first && !sheaves.containsKey(parent))
                || sheaves.containsKey(part)
                || sheaves.size() >= MOST_DOCUMENTS) {
            throw new MalformedReplyException("document " + part + " out of place");
        }
        sheaves.put(part, new Sheaf(found));
        numbers.clear();
    }

    private void page(byte[] payload) throws MalformedReplyException {
        if (sheaves.isEmpty()) {
            throw new MalformedReplyException("a page before its document");
        }
        Page page = PageCodec.decode(payload);
        if (!numbers.add(page.number())) {
            throw new MalformedReplyException("page " + page.number() + " twice");
        }
        Sheaf sheaf = sheaves.sequencedValues().getLast();
        Leaf leaf = Leaf.of(page, body.put(payload));
        sheaf.leaves.add(leaf);
        sheaf.tongues.add(leaf.language(), leaf.characters());
        sheaf.words += leaf.words();
    }
}
