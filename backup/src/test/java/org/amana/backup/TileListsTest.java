package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TileListsTest {
    private static final Run FIRST = new Run(Instant.parse("2026-11-30T10:00:00Z"));
    private static final Run SECOND = new Run(Instant.parse("2026-11-30T11:00:00Z"));

    private final Layout layout = House.layout(Path.of("data"));

    private static Part part(Run run, String object, String path) {
        return new Part("0".repeat(64), 10, run + "/" + object, 0, path);
    }

    private static Part tile(Run run, int number) {
        return part(run, "small", "ledger/public/tile/0/" + number);
    }

    private TileLists lists(Run run, List<Part> parts, Set<PartList> before) {
        return TileLists.of(run, layout, parts, before);
    }

    @Test
    void tilesOfOneObjectAreToldInAListAndTheOthersByThemselves() {
        Part catalog = part(FIRST, "catalog.db", "catalog.db");
        Part setting = part(FIRST, "small", "amana.conf");
        Part head = part(FIRST, "heads", "ledger/public/checkpoint");
        List<Part> parts = List.of(head, catalog, tile(FIRST, 0), setting, tile(FIRST, 1));
        TileLists lists = lists(FIRST, parts, Set.of());
        assertThat(lists.lists().values()).containsExactly(List.of(tile(FIRST, 0), tile(FIRST, 1)));
        assertThat(lists.single(parts)).containsExactly(head, catalog, setting);
        assertThat(lists.ofRun(FIRST)).isEqualTo(lists.lists());
    }

    @Test
    void aTileAloneIsNotWorthAList() {
        List<Part> parts = List.of(tile(FIRST, 0));
        TileLists lists = lists(FIRST, parts, Set.of());
        assertThat(lists.lists()).isEmpty();
        assertThat(lists.single(parts)).isEqualTo(parts);
    }

    @Test
    void aListIsTakenOverForAsLongAsItTellsOfTheSame() {
        List<Part> old = List.of(tile(FIRST, 0), tile(FIRST, 1));
        Set<PartList> before = lists(FIRST, old, Set.of()).lists().keySet();
        List<Part> grown = List.of(tile(FIRST, 0), tile(FIRST, 1), tile(SECOND, 2), tile(SECOND, 3));
        TileLists after = lists(SECOND, grown, before);
        assertThat(after.lists().keySet()).hasSize(2).containsAll(before);
        assertThat(after.ofRun(SECOND).values()).containsExactly(List.of(tile(SECOND, 2), tile(SECOND, 3)));
        List<Part> shrunk = List.of(tile(FIRST, 1), tile(FIRST, 2));
        assertThat(lists(SECOND, shrunk, before).ofRun(SECOND).values()).containsExactly(shrunk);
    }
}
