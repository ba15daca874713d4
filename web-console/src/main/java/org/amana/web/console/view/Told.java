package org.amana.web.console.view;

import java.util.List;

/// What a change did, said on the page that follows it.
///
/// @param fact    what was done, or was not
/// @param lines   what it was done to, one line each
/// @param entries the ledger entries that it caused, as links; empty where it caused none
public record Told(Mark mark, String fact, List<Markup> lines, Markup entries) {
    public Told {
        lines = List.copyOf(lines);
    }

    /// The classes of the note that says it.
    public String css() {
        return switch (mark) {
            case ALLOW -> "note seal";
            case REFUSE -> "note refuse";
            case OPEN -> "note care";
            case NONE -> "note";
        };
    }

    /// What went wrong interrupts; what went well waits its turn.
    public String role() {
        return mark == Mark.REFUSE ? "alert" : "status";
    }
}
