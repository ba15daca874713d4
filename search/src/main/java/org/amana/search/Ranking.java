package org.amana.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.search.FileCollector.FoundFile;

/// One order out of two, that by words and that by nearness in meaning. First come the files that have what was
/// asked for, see [WordQueries#foremost], as the words order them: nearness puts nothing before them. The first of
/// the rest are fused by reciprocal rank (Cormack, Clarke, Büttcher, SIGIR 2009), at equal ranks words first. Then
/// come the files with some of the words that are left.
final class Ranking {
    /// How many of either order are fused: as many as can be near. A file further down comes before none of them.
    static final int FUSED = NearPages.MOST;

    /// How much a rank counts against the next one; the usual constant.
    private static final int RANK_CONSTANT = 60;

    private Ranking() {}

    /// The first files. They are the same however many more are asked for.
    ///
    /// @param best those that words found, the foremost first; [#FUSED] more than `most`, or all
    /// @param near all that are near in meaning, nearest first
    /// @param most how many are wanted
    static List<FoundFile> of(List<FoundFile> best, List<FoundFile> near, int most) {
        List<FoundFile> foremost = best.stream().takeWhile(FoundFile::foremost).toList();
        List<FoundFile> words = best.subList(foremost.size(), best.size());
        List<FoundFile> fused = fused(
                words.subList(0, Math.min(FUSED, words.size())),
                near.stream()
                        .filter(file -> file.onlyByMeaning() || !file.foremost())
                        .toList());
        Set<Integer> told = new HashSet<>();
        return Stream.of(foremost, fused, words)
                .flatMap(List::stream)
                .filter(file -> told.add(file.doc()))
                .limit(most)
                .toList();
    }

    /// @param one goes first where ranks are equal
    private static List<FoundFile> fused(List<FoundFile> one, List<FoundFile> other) {
        Map<Integer, FoundFile> files = new LinkedHashMap<>();
        Map<Integer, Double> scores = new LinkedHashMap<>();
        for (List<FoundFile> order : List.of(one, other)) {
            for (int rank = 1; rank <= order.size(); rank++) {
                FoundFile file = order.get(rank - 1);
                files.putIfAbsent(file.doc(), file);
                scores.merge(file.doc(), 1.0 / (RANK_CONSTANT + rank), Double::sum);
            }
        }
        List<FoundFile> fused = new ArrayList<>(files.values());
        fused.sort(Comparator.comparingDouble((FoundFile file) -> scores.getOrDefault(file.doc(), 0.0))
                .reversed());
        return fused;
    }
}
