package org.amana.web.console.view;

import java.util.List;

/// What a change did, said on the page that follows it.
///
/// @param lang    the language it is said in, which the page may have left since
/// @param fact    what was done, or was not
/// @param lines   what it was done to, one line each
/// @param entries the ledger entries that it caused, as links; empty where it caused none
public record Told(Lang lang, Mark mark, String fact, List<Markup> lines, Markup entries) {
    private static final int MOST_AT_ONCE = 8;

    public Told {
        lines = List.copyOf(lines);
    }

    /// The lines that are seen at once: a few, or the first of many.
    public List<Markup> first() {
        return lines.size() > MOST_AT_ONCE ? lines.subList(0, MOST_AT_ONCE) : lines;
    }

    /// The others, to be unfolded, so that what stands under it stays in sight.
    public List<Markup> others() {
        return lines.subList(first().size(), lines.size());
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
