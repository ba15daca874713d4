package org.amana.search;

import org.amana.search.Asked.All;
import org.amana.search.Asked.Any;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Narrow;
import org.amana.search.Asked.Node;
import org.amana.search.Asked.Not;
import org.amana.search.AtomQueries.Place;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;

/// Looks for what a file as a whole must hold or lack, on whichever of its pages.
final class FileQueries {
    private final AtomQueries atoms;
    private final Query open;

    /// @param open the pages that the asker may see
    FileQueries(AtomQueries atoms, Query open) {
        this.atoms = atoms;
        this.open = open;
    }

    /// All pages of the files that hold a thing, on whichever page.
    Query files(Node node) {
        return switch (node) {
            case Atom atom -> files(atoms.of(atom, Place.EVERYWHERE));
            case Narrow narrow -> files(Narrowing.of(narrow));
            case Any any
            when any.nodes().stream().allMatch(Atom.class::isInstance) ->
                files(Combined.sum(any.nodes().stream().map(this::pages).toList()));
            case Any any -> Combined.sum(any.nodes().stream().map(this::files).toList());
            case All all -> {
                BooleanQuery.Builder each = new BooleanQuery.Builder();
                all.nodes().forEach(one -> each.add(files(one), Occur.FILTER));
                yield each.build();
            }
            case Not not ->
                new BooleanQuery.Builder()
                        .add(open, Occur.FILTER)
                        .add(files(not.node()), Occur.MUST_NOT)
                        .build();
        };
    }

    /// All pages of the files that have some such page.
    Query files(Query some) {
        return new WholeFiles(new BooleanQuery.Builder()
                .add(open, Occur.FILTER)
                .add(some, Occur.FILTER)
                .build());
    }

    /// The pages to show for a thing: those that hold something of it, and in files that answer for what they
    /// lack or are, all.
    Query pages(Node node) {
        if (node.atoms().findAny().isEmpty()) {
            return new BoostQuery(new ConstantScoreQuery(files(node)), 0);
        }
        return switch (node) {
            case Atom atom -> atoms.of(atom, Place.EVERYWHERE);
            case Any any -> Combined.best(any.nodes().stream().map(this::pages).toList());
            case All all ->
                new BooleanQuery.Builder()
                        .add(files(all), Occur.FILTER)
                        .add(
                                Combined.sum(all.nodes().stream()
                                        .filter(one -> one.atoms().findAny().isPresent())
                                        .map(this::pages)
                                        .toList()),
                                Occur.MUST)
                        .build();
            case Not _, Narrow _ -> throw new IllegalStateException("looks for nothing: " + node);
        };
    }
}
