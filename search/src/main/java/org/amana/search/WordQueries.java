package org.amana.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.search.Asked.Any;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Node;
import org.amana.search.Asked.Where;
import org.amana.search.AtomQueries.Place;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/// Lucene's queries for what was [Asked]: of what is required a file has all ([FileQueries]), of plain words
/// a page has enough ([PlainWords]); each thing is looked for in every field where it may stand
/// ([AtomQueries]).
///
/// Safe for use by many threads.
final class WordQueries {
    private final AtomQueries atoms;
    private final PlainWords plainWords;

    WordQueries(TextTerms terms) {
        this.atoms = new AtomQueries(terms);
        this.plainWords = new PlainWords(atoms);
    }

    /// Pages of the files that hold what is asked: scores, and never matches a page for what it lacks. Absent clauses
    /// match nothing. What is required is asked of the file, which is cheap where nothing is.
    ///
    /// @param near pages that answer as well as those with the plain words do
    /// @param open the pages that the asker may see
    Query found(Asked asked, Enough enough, Query near, Query open) {
        List<Node> required = asked.clauses().stream()
                .filter(Clause::required)
                .flatMap(clause -> sounding(clause.node()).stream())
                .toList();
        Query plain = Combined.either(plain(asked, enough), near);
        if (required.isEmpty()) {
            return plain;
        }
        boolean alone = Combined.isNothing(plain);
        if (required.size() == 1 && required.getFirst() instanceof Atom atom && alone) {
            return atoms.of(atom, Place.EVERYWHERE);
        }
        FileQueries whole = new FileQueries(atoms, open);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<Query> pages = new ArrayList<>();
        for (Node node : required) {
            all.add(whole.files(node), Occur.FILTER);
            pages.add(whole.pages(node));
        }
        if (!alone) {
            pages.add(plain);
        }
        if (!alone && enough == Enough.MOST) {
            all.add(whole.files(plain), Occur.FILTER);
        }
        return all.add(Combined.sum(pages), Occur.MUST).build();
    }

    /// The plain words alone.
    Query plain(Asked asked, Enough enough) {
        return plainWords.found(asked, enough);
    }

    /// As [PlainWords#foremost].
    Query foremost(Asked asked) {
        return plainWords.foremost(asked);
    }

    /// The files that hold what must not be there.
    ///
    /// @param open the pages that the asker may see
    Query unwanted(Asked asked, Query open) {
        List<Node> without = asked.without().stream()
                .flatMap(node -> sounding(node).stream())
                .toList();
        return without.isEmpty()
                ? new MatchNoDocsQuery("nothing unwanted")
                : new FileQueries(atoms, open).files(new Any(without));
    }

    /// True if there is nothing to look for and nothing to leave out or narrow by: signs, empty brackets, operators.
    /// Where only signs are looked for, leaving out and narrowing does not make more of them.
    boolean isEmpty(Asked asked) {
        boolean looks = asked.clauses().stream()
                .anyMatch(clause -> sounding(clause.node()).isPresent());
        boolean leavesOut =
                asked.without().stream().anyMatch(node -> sounding(node).isPresent());
        return !looks && !(asked.isBlank() && (leavesOut || !asked.narrow().isEmpty()));
    }

    /// Everything in the text of a page that should be marked; also what tells a page found by its text from one that
    /// was found by the name of its file.
    Query marks(Asked asked) {
        return marks(asked, Place.TEXT);
    }

    /// The same for what stands beside the text: names, titles and what documents say of themselves.
    Query besides(Asked asked) {
        return marks(asked, Place.BESIDE);
    }

    /// A word in text, names, titles and what documents say of themselves.
    Query anywhere(String word) {
        return atoms.of(new Atom(Form.WORD, word, Where.ANYWHERE), Place.EVERYWHERE);
    }

    /// Without what has no words, as a lone sign: that is not asked for.
    private Optional<Node> sounding(Node node) {
        return node.keeping(atoms::sounds);
    }

    private Query marks(Asked asked, Place place) {
        Stream<Query> words = asked.clauses().stream()
                .filter(clause -> clause.required() || !plainWords.isCommon(clause))
                .flatMap(clause -> clause.node().atoms())
                .map(atom -> atoms.of(atom, place));
        Stream<Query> inOne =
                place == Place.TEXT ? PlainWords.phrase(asked).map(atoms::inOne).stream() : Stream.empty();
        List<Query> marks = Stream.concat(words, inOne)
                .filter(query -> !Combined.isNothing(query))
                .toList();
        return marks.isEmpty() ? new MatchNoDocsQuery("nothing to mark") : Combined.sum(marks);
    }
}
