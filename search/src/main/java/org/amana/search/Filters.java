package org.amana.search;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a search is narrowed by: within one set any value will do, across sets all must hold, an empty set lets all
/// through.
///
/// @param containers container names
/// @param kinds broad kinds, the tabs over the hits
/// @param types media types in lower case, such as `application/pdf`
/// @param languages ISO 639-1 codes, or `und` for a text whose language is not known
/// @param sources where the text came from
/// @param certainties how sure the reader was of the page
/// @param dates the span of document dates
public record Filters(
        Set<String> containers,
        Set<FileKind> kinds,
        Set<String> types,
        Set<String> languages,
        Set<TextSource> sources,
        Set<Certainty> certainties,
        Span dates) {
    public static final Filters NONE =
            new Filters(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Span.ALWAYS);

    /// A span of days, both ends included; an end that is not given is open.
    ///
    /// @param undated whether documents that carry no date are wanted, too; without an end, they alone
    public record Span(@Nullable LocalDate first, @Nullable LocalDate last, boolean undated) {
        public static final Span ALWAYS = new Span(null, null);

        public static final Span UNDATED = new Span(null, null, true);

        public Span(@Nullable LocalDate first, @Nullable LocalDate last) {
            this(first, last, false);
        }

        public Optional<LocalDate> from() {
            return Optional.ofNullable(first);
        }

        public Optional<LocalDate> to() {
            return Optional.ofNullable(last);
        }

        /// Whether it lets all through.
        public boolean isOpen() {
            return !hasEnd() && !undated;
        }

        boolean hasEnd() {
            return first != null || last != null;
        }
    }

    public Filters {
        containers = Set.copyOf(containers);
        kinds = Set.copyOf(kinds);
        types = Set.copyOf(types);
        languages = Set.copyOf(languages);
        sources = Set.copyOf(sources);
        certainties = Set.copyOf(certainties);
    }

    /// How many of the filters narrow anything.
    public int active() {
        int sets = containers.size()
                + kinds.size()
                + types.size()
                + languages.size()
                + sources.size()
                + certainties.size();
        return dates.isOpen() ? sets : sets + 1;
    }

    public Filters withContainers(Set<String> names) {
        return new Filters(names, kinds, types, languages, sources, certainties, dates);
    }

    public Filters withKinds(Set<FileKind> broad) {
        return new Filters(containers, broad, types, languages, sources, certainties, dates);
    }

    public Filters withTypes(Set<String> mediaTypes) {
        return new Filters(containers, kinds, mediaTypes, languages, sources, certainties, dates);
    }

    public Filters withLanguages(Set<String> codes) {
        return new Filters(containers, kinds, types, codes, sources, certainties, dates);
    }

    public Filters withSources(Set<TextSource> origins) {
        return new Filters(containers, kinds, types, languages, origins, certainties, dates);
    }

    public Filters withCertainties(Set<Certainty> bands) {
        return new Filters(containers, kinds, types, languages, sources, bands, dates);
    }

    public Filters withDates(Span span) {
        return new Filters(containers, kinds, types, languages, sources, certainties, span);
    }
}
