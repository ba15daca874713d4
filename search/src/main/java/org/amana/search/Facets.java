package org.amana.search;

import java.time.YearMonth;
import java.util.List;

/// How many files stand behind each value one may narrow by. A facet is counted with every filter but its own, so that
/// beside a chosen value the others still say what they would add. Values with no file are left out, the greatest come
/// first; `months` are in the order of time.
///
/// @param undated files that carry no date
public record Facets(
        List<Count<String>> containers,
        List<Count<FileKind>> kinds,
        List<Count<String>> types,
        List<Count<String>> languages,
        List<Count<TextSource>> sources,
        List<Count<Certainty>> certainties,
        List<Count<YearMonth>> months,
        long undated) {
    public static final Facets NONE =
            new Facets(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    /// @param files files with this value, exact
    public record Count<T>(T value, long files) {}

    public Facets {
        containers = List.copyOf(containers);
        kinds = List.copyOf(kinds);
        types = List.copyOf(types);
        languages = List.copyOf(languages);
        sources = List.copyOf(sources);
        certainties = List.copyOf(certainties);
        months = List.copyOf(months);
    }
}
