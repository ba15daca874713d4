package org.amana.analysis.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.analysis.Engine;
import org.amana.analysis.Found;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.Reason;

/// One document while it is being read: what is known of it so far, which becomes its [Extraction].
final class Draft {
    private final String part;
    private final String name;
    private final long length;
    private final Types.Told told;
    private final List<byte[]> pages = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Integer> unread = new ArrayList<>();
    private final List<Reason> notes = new ArrayList<>();
    private String title = "";
    private Engine engine = TikaParsers.ENGINE;
    private int pictures;
    private int width;
    private int height;

    /// @param part where it stands inside the file (`2/3`); empty for the file itself
    /// @param length in bytes
    Draft(String part, String name, long length, Types.Told told) {
        this.part = part;
        this.name = name;
        this.length = length;
        this.told = told;
    }

    Types.Told told() {
        return told;
    }

    String type() {
        return told.type();
    }

    /// What reads it, where that is not Tika.
    void readBy(Engine reader) {
        engine = reader;
    }

    /// What the document says that it is called.
    void title(String itsTitle) {
        title = itsTitle;
    }

    /// What the document says of itself besides.
    void facts(Map<String, String> more) {
        facts.putAll(more);
    }

    /// How many pictures can be made of it: of each page or frame one.
    void pictures(int count) {
        pictures = count;
    }

    /// Of the first picture, in pixels.
    void size(int pixelsWide, int pixelsHigh) {
        width = pixelsWide;
        height = pixelsHigh;
    }

    void page(Page page) {
        pages.add(PageCodec.encode(page));
    }

    /// How many have text.
    int pages() {
        return pages.size();
    }

    /// Page `number` is a picture, of which the characters are still to be recognised.
    void unread(int number) {
        unread.add(number);
    }

    void note(Reason reason) {
        notes.add(reason);
    }

    /// Keeps what was read before it broke; with nothing read, that is the end.
    void brokenOff(RefusedException reason) {
        keep(!pages.isEmpty() || !unread.isEmpty(), reason);
    }

    /// The same where what was taken out counts too.
    void brokenOff(RefusedException reason, Members members) {
        keep(!pages.isEmpty() || !unread.isEmpty() || !members.items().isEmpty(), reason);
    }

    private void keep(boolean something, RefusedException reason) {
        if (reason.isBomb() || !something) {
            throw reason;
        }
        notes.add(Reason.of(Reason.Kind.PART_ONLY).because(reason.reason()));
    }

    /// What came out of it.
    ///
    /// @param inside how many documents are in it, those included that were left out
    Extraction done(int inside) {
        Types.Told called = PublicTypes.of(told);
        Found found = new Found(
                part,
                name,
                called.type(),
                called.claimed(),
                length,
                title,
                facts,
                pages.size(),
                pictures,
                width,
                height,
                unread,
                inside,
                notes,
                engine);
        return new Extraction(found, pages);
    }
}
