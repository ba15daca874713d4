package org.amana.search;

import java.util.Set;
import java.util.TreeSet;

/// The names of the index's fields. A change of what one of them holds is a new [Index#SCHEMA].
final class Fields {
    /// What a Lucene document is: [#PAGE], [#PASSAGE] or [#LEFT_OUT].
    static final String WHAT = "what";
    /// A page of a document, with its words.
    static final String PAGE = "page";
    /// A piece of an English page, with its vector.
    static final String PASSAGE = "passage";
    /// A document whose text could not be read. It has only [#DOCUMENT] beside this, so nothing finds it.
    static final String LEFT_OUT = "left-out";

    /// The identity of a version of a document, see [IndexedDocument#id].
    static final String DOCUMENT = "document";
    /// The document and the slot of the page in it, how a passage finds its page.
    static final String SLOT = "slot";
    /// How many pages of the file stand before and behind this one, as Lucene keeps them.
    static final String BEFORE = "before";
    static final String BEHIND = "behind";
    static final String ACCOUNT = "account";
    /// Account and container identity, the field that decides who may see.
    static final String BOX = "box";
    static final String EXTENSION = "extension";
    static final String CONTAINER = "container";

    static final String KIND = "kind";
    static final String TYPE = "type";
    static final String LANGUAGE = "lang";
    static final String SOURCE = "source";
    static final String CERTAINTY = "certainty";
    /// The month of the document's date, such as `2018-03`, or [#UNDATED].
    static final String MONTH = "month";
    /// The month of a document that carries no date. It has no [#DAY] and no [#TIME].
    static final String UNDATED = "undated";
    /// Days since 1970, UTC.
    static final String DAY = "day";
    /// The document's time in milliseconds since 1970, for sorting.
    static final String TIME = "time";

    static final String EXACT = "exact";
    static final String ENGLISH = "en";
    static final String SPANISH = "es";
    static final String ARABIC = "ar";
    /// What is written in pieces as if it were in one, see [JoinedWords].
    static final String JOINED = "joined";
    static final String NAME = "name";
    /// The name again, its words broken further: where the case changes, and between letters and digits.
    static final String PARTS = "parts";
    static final String TITLE = "title";
    /// Who wrote, changed or sent the document, as it says itself.
    static final String AUTHOR = "author";
    /// Whom it was sent to.
    static final String RECIPIENT = "to";
    /// Its subject, description and keywords.
    static final String ABOUT = "about";

    /// On the first page of a document that could not be read whole; the value is [#YES].
    static final String INCOMPLETE = "incomplete";
    static final String YES = "yes";

    /// On the first page of a document that has English text: it should have passages by meaning.
    static final String WANTS_MEANING = "wants";
    /// On the passages of a document: the model and the document, to see that the wish is fulfilled.
    static final String HAS_MEANING = "has";
    /// One field for each model: vectors of two models are never mixed.
    static final String VECTOR = "vector." + Embedding.MODEL;

    /// What is shown of a hit, sealed in one stored value. See [PageFacts].
    static final String FACTS = "facts";

    private static final Set<String> OTHERS_IN_ARABIC_SCRIPT = Set.of("fa", "ur", "ps", "ku", "ckb", "ug", "sd", "pa");

    private Fields() {}

    /// The fields that hold a text stemmed, besides `exact`. A text whose language nobody could tell, being short,
    /// may be in any of its script; and Arabic words are stemmed in whatever text they stand, unless that is in
    /// another language of their script.
    static Set<String> stemmed(String language, String text) {
        Set<String> fields = new TreeSet<>();
        switch (language) {
            case "en" -> fields.add(ENGLISH);
            case "es" -> fields.add(SPANISH);
            case "ar" -> fields.add(ARABIC);
            case Languages.UNKNOWN -> {
                if (text.codePoints().anyMatch(c -> isIn(c, Character.UnicodeScript.LATIN))) {
                    fields.addAll(Set.of(ENGLISH, SPANISH));
                }
            }
            default -> {
                // Words as they stand are all there is.
            }
        }
        if (!OTHERS_IN_ARABIC_SCRIPT.contains(language)
                && text.codePoints().anyMatch(c -> isIn(c, Character.UnicodeScript.ARABIC))) {
            fields.add(ARABIC);
        }
        return fields;
    }

    private static boolean isIn(int c, Character.UnicodeScript script) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) == script;
    }
}
