package org.amana.backup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Full tiles never change, and a long log has very many: those of one object are told in a list, which later
/// backups take over for as long as they refer to the same.
///
/// @param lists the parts that each tells of
record TileLists(Map<PartList, List<Part>> lists) {
    private static final int WORTH_A_LIST = 2; // parts

    TileLists {
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    }

    /// @param run which makes those that are not there yet
    /// @param parts of the backup, among which the tiles are found
    /// @param before the lists of the earlier backup
    static TileLists of(Run run, Layout layout, List<Part> parts, Set<PartList> before) {
        Map<String, PartList> there = new HashMap<>();
        before.forEach(list -> there.put(list.sha256(), list));
        Map<PartList, List<Part>> lists = new LinkedHashMap<>();
        for (List<Part> tiles : tilesByObject(layout, parts)) {
            PartList made = PartList.of(run + "/tiles/" + lists.size(), tiles);
            lists.put(there.getOrDefault(made.sha256(), made), tiles);
        }
        return new TileLists(lists);
    }

    private static List<List<Part>> tilesByObject(Layout layout, List<Part> parts) {
        Map<String, List<Part>> tiles = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> layout.isInLedger(part.path()) && part.object().endsWith("/" + RunObjects.SMALL))
                .forEach(part -> tiles.computeIfAbsent(part.object(), _ -> new ArrayList<>())
                        .add(part));
        return tiles.values().stream()
                .filter(each -> each.size() >= WORTH_A_LIST)
                .toList();
    }

    /// Those that this run has made.
    Map<PartList, List<Part>> ofRun(Run run) {
        Map<PartList, List<Part>> made = new LinkedHashMap<>(lists);
        made.keySet().removeIf(list -> !run.owns(list.object()));
        return made;
    }

    /// The parts that none of them tells of.
    List<Part> single(List<Part> parts) {
        Set<Part> listed = new HashSet<>();
        lists.values().forEach(listed::addAll);
        return parts.stream().filter(part -> !listed.contains(part)).toList();
    }
}
