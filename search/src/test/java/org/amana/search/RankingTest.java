package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amana.search.FileCollector.FoundFile;
import org.amana.search.FileCollector.FoundPage;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final int FAR = Integer.MAX_VALUE;

    private static FoundFile file(int doc, float score, boolean foremost, int meaning) {
        List<FoundPage> pages = List.of(new FoundPage(doc, score, score > 0));
        return new FoundFile(doc, score, 0, pages, score > 0 ? 1 : 0, foremost, meaning);
    }

    private static List<Integer> ranked(List<FoundFile> best, List<FoundFile> near, int most) {
        return Ranking.of(best, near, most).stream().map(FoundFile::doc).toList();
    }

    @Test
    void whatHasWhatWasAskedForComesFirstInTheOrderOfTheWords() {
        FoundFile first = file(1, 3, true, FAR);
        FoundFile second = file(2, 2, true, 0);
        assertThat(ranked(List.of(first, second), List.of(second, file(3, 0, false, 1)), 10))
                .containsExactly(1, 2, 3);
    }

    @Test
    void theRestIsFusedByRankAndAtEqualRanksWordsComeFirst() {
        FoundFile both = file(7, 1, false, 1);
        List<FoundFile> best = List.of(file(9, 3, false, FAR), file(8, 2, false, FAR), both);
        List<FoundFile> near = List.of(file(1, 0, false, 0), both, file(2, 0, false, 2));
        assertThat(ranked(best, near, 10)).containsExactly(7, 9, 1, 8, 2);
        assertThat(ranked(best, near, 2)).containsExactly(7, 9);
    }

    @Test
    void aFileStandsInTheSamePlaceHoweverManyAreAskedFor() {
        Seeds.check(200, random -> {
            int words = random.nextInt(400);
            int foremost = random.nextInt(words + 1);
            List<Integer> places =
                    new ArrayList<>(IntStream.range(0, words + 50).boxed().toList());
            Collections.shuffle(places, random);
            List<FoundFile> near = new ArrayList<>();
            for (int place : places.subList(0, random.nextInt(Ranking.FUSED))) {
                near.add(file(place, score(words, place), place < foremost, near.size()));
            }
            List<FoundFile> best = IntStream.range(0, words)
                    .mapToObj(place -> Stream.concat(
                                    near.stream(), Stream.of(file(place, score(words, place), place < foremost, FAR)))
                            .filter(file -> file.doc() == place)
                            .findFirst()
                            .orElseThrow())
                    .toList();
            List<Integer> all = ranked(best, near, Integer.MAX_VALUE);
            assertThat(all).doesNotHaveDuplicates().hasSize((int) Stream.concat(best.stream(), near.stream())
                    .map(FoundFile::doc)
                    .distinct()
                    .count());
            for (int most = 10; most < words; most += 10) {
                List<FoundFile> kept = best.subList(0, Math.min(words, most + Ranking.FUSED));
                assertThat(ranked(kept, near, most)).isEqualTo(all.subList(0, most));
            }
        });
    }

    private static float score(int words, int place) {
        return Math.max(0, words - place);
    }
}
