package org.amana.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Where;
import org.amana.search.AtomQueries.Place;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/// Looks for what was asked and may be lacked: some words side by side, of which a page has enough, and is
/// better the more it has, and where it has them one after the other.
final class PlainWords {

    /// Words that make no sentence yet.
    private static final int FEW = 2;

    /// A number that was typed in groups counts more than its groups do.
    private static final float WHOLE_NUMBER = 8;

    private final AtomQueries atoms;

    PlainWords(AtomQueries atoms) {
        this.atoms = atoms;
    }

    Query found(Asked asked, Enough enough) {
        List<Clause> plain = plain(asked);
        List<Clause> counted = counted(plain);
        List<Query> counts = counts(counted);
        if (counts.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        Query most = Combined.atLeast(enough.of(counts.size()), counts);
        Optional<Atom> phrase = phrase(plain);
        if (counted.size() == plain.size() && phrase.isEmpty()) {
            return most;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(most, Occur.MUST);
        phrase.map(atoms::together)
                .filter(together -> !Combined.isNothing(together))
                .ifPresent(together -> all.add(together, Occur.SHOULD));
        plain.stream()
                .filter(clause -> !counted.contains(clause))
                .forEach(clause -> all.add(anyOf(clause), Occur.SHOULD));
        Query inOne = inOne(phrase);
        return Combined.isNothing(inOne)
                ? all.build()
                : Combined.sum(List.of(all.build(), new BoostQuery(inOne, WHOLE_NUMBER)));
    }

    /// Pages that stand before those that are only near in meaning: where one or two words are asked, those
    /// with one of them; where more are, those with all. Words that are too common do not count.
    Query foremost(Asked asked) {
        List<Clause> plain = plain(asked);
        List<Query> counts = counts(counted(plain));
        return counts.isEmpty()
                ? new MatchNoDocsQuery("no words")
                : Combined.either(
                        Combined.atLeast(counts.size() <= FEW ? 1 : counts.size(), counts), inOne(phrase(plain)));
    }

    /// Several words as they were typed; empty where there is one alone, or a pattern or a choice among them.
    static Optional<Atom> phrase(Asked asked) {
        return phrase(plain(asked));
    }

    private static Optional<Atom> phrase(List<Clause> plain) {
        boolean words =
                plain.stream().allMatch(clause -> clause.node() instanceof Atom atom && atom.form() == Form.WORD);
        if (plain.size() < 2 || !words) {
            return Optional.empty();
        }
        String text = plain.stream()
                .flatMap(clause -> clause.node().atoms())
                .map(Atom::text)
                .collect(Collectors.joining(" "));
        return Optional.of(new Atom(Form.PHRASE, text, Where.ANYWHERE));
    }

    /// True if every alternative is too common.
    boolean isCommon(Clause clause) {
        return clause.node().atoms().allMatch(atoms::isCommon);
    }

    private static List<Clause> plain(Asked asked) {
        return asked.clauses().stream().filter(clause -> !clause.required()).toList();
    }

    /// Those that are demanded: all that are not too common, or all.
    private List<Clause> counted(List<Clause> plain) {
        List<Clause> telling =
                plain.stream().filter(clause -> !isCommon(clause)).toList();
        return telling.isEmpty() ? plain : telling;
    }

    private List<Query> counts(List<Clause> counted) {
        return counted.stream()
                .map(this::anyOf)
                .filter(query -> !Combined.isNothing(query))
                .toList();
    }

    private Query anyOf(Clause clause) {
        return Combined.best(clause.node()
                .atoms()
                .map(atom -> atoms.of(atom, Place.EVERYWHERE))
                .filter(query -> !Combined.isNothing(query))
                .toList());
    }

    private Query inOne(Optional<Atom> phrase) {
        return phrase.map(atoms::inOne).orElse(new MatchNoDocsQuery("no phrase"));
    }
}
