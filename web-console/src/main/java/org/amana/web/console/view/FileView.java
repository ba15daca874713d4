package org.amana.web.console.view;

import java.util.List;

/// One file: its pages as the reader saw them, what was found in it, its snapshots, who used it.
///
/// @param facts   type in words, pages, size, date, container
/// @param tags    data classes and holds
/// @param download empty where the original cannot be had here
/// @param player  plays the original; empty where it is nothing that browsers play
/// @param halted  why the file could not be read through, empty if it was
public record FileView(
        List<Crumb> crumbs,
        Markup name,
        Markup facts,
        List<Tag> tags,
        String download,
        Deletion deletion,
        Hold hold,
        Viewer viewer,
        List<Player> player,
        Markup halted,
        List<Found> found,
        Versions versions,
        Use use,
        List<Fact> properties) {
    private static final int LONG = 100;

    public FileView {
        crumbs = List.copyOf(crumbs);
        tags = List.copyOf(tags);
        player = List.copyOf(player);
        found = List.copyOf(found);
        properties = List.copyOf(properties);
    }

    /// Whether the name is too long for the size of a title.
    public boolean longName() {
        return name.plain().length() > LONG;
    }

    /// @param care drawn as something to mind
    public record Tag(String text, boolean care) {}

    /// What a form needs to delete this very version.
    ///
    /// @param told what goes, and what can be restored of it
    public record Deletion(boolean may, String container, String blob, String etag, String told) {}

    /// The form about a legal hold; it names the file as that of the deletion does.
    ///
    /// @param value what it asks for
    public record Hold(boolean may, String value, String title, String told, String button) {}

    /// @param href  where the browser has it from, piece by piece
    /// @param video with pictures, else sound alone
    public record Player(String href, boolean video) {}

    public sealed interface Viewer {}

    /// Nothing to look at, and why.
    ///
    /// @param way where there may be something in a moment, or none
    public record NoPages(String fact, String then, Way way) implements Viewer {
        public NoPages(String fact, String then) {
            this(fact, then, Way.NONE);
        }
    }

    /// @param number the page shown, from 1
    /// @param of     how many there are
    /// @param image  address of the picture, empty when only text is there
    /// @param boxes  hits, unsure words and words on the picture
    /// @param text   the page's text, hits marked
    /// @param lang   the language of the text, empty if it is not known
    public record Pages(
            int number,
            int of,
            String told,
            String back,
            String next,
            List<Frame> film,
            String image,
            int width,
            int height,
            Markup boxes,
            Markup text,
            String lang,
            boolean plain,
            boolean hits,
            boolean unsure,
            String caption,
            List<Hidden> keep)
            implements Viewer {
        public Pages {
            film = List.copyOf(film);
            keep = List.copyOf(keep);
        }
    }

    /// One page in the film strip.
    public record Frame(String href, String number, String image, boolean current) {}

    /// Something a machine found.
    ///
    /// @param engine what found it, with its version
    /// @param sure   empty list when the engine says nothing about certainty
    public record Found(String what, String engine, Markup found, List<Sure> sure) {
        public Found {
            sure = List.copyOf(sure);
        }
    }

    /// The states of a file that there are, the newest first.
    ///
    /// @param rows     empty where the purpose does not allow to list
    /// @param file     what a form holds that names the file, and what it is now
    /// @param replaced what becomes of that when another state is restored
    /// @param grave    whether it is lost then
    /// @param deleted  whether some are deleted that may be undeleted
    public record Versions(List<Snapshot> rows, List<Hidden> file, String replaced, boolean grave, boolean deleted) {
        public Versions {
            rows = List.copyOf(rows);
            file = List.copyOf(file);
        }
    }

    /// @param gone    since when it is deleted, and until when it is kept; empty for one that is not
    /// @param shown   whether it is the one that the page is about
    /// @param restore how a form says that it is to be restored, at most one; none where it cannot be
    public record Snapshot(
            String version,
            String href,
            String when,
            String size,
            String etag,
            String gone,
            boolean shown,
            List<Hidden> restore) {
        public Snapshot {
            restore = List.copyOf(restore);
        }
    }

    /// @param told   whose names are open to the reader of this page
    /// @param months one column for each of the last twelve
    /// @param pager  the way to accesses that are not in the table
    public record Use(String told, String label, List<Month> months, List<Access> rows, Pager pager) {
        public Use {
            months = List.copyOf(months);
            rows = List.copyOf(rows);
        }
    }

    /// @param more refusals and permits beyond those drawn, empty if all are
    public record Month(String letter, int refused, int allowed, String more) {}

    public record Access(
            String time,
            Markup who,
            String did,
            String purpose,
            Markup decision,
            String entry,
            String index,
            boolean now) {}

    public record Fact(String name, Markup value) {}
}
