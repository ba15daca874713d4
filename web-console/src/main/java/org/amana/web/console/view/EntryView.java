package org.amana.web.console.view;

import java.util.List;

/// One entry of the log and what is needed to check it.
///
/// @param facts   its fields in words
/// @param opened  what the reader may see of what is sealed; empty for outsiders
/// @param opens   address at which what is sealed opens, empty if it does not
/// @param raw     the canonical bytes
/// @param proof   address of the proof file
/// @param covered whether the newest checkpoint covers the entry
public record EntryView(
        String index,
        String number,
        String time,
        List<FileView.Fact> facts,
        List<FileView.Fact> opened,
        String opens,
        String raw,
        int bytes,
        String proof,
        boolean covered,
        String vkey,
        String origin,
        LedgerView.Commands commands,
        String before,
        String after) {
    public EntryView {
        facts = List.copyOf(facts);
        opened = List.copyOf(opened);
    }
}
