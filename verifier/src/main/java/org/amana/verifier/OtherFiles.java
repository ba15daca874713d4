package org.amana.verifier;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The files of a log that its checkpoint does not need: partial tiles of earlier sizes, which must still say
/// what the present ones say, and files beyond the checkpoint, which prove nothing yet.
final class OtherFiles {
    private final LogSource source;
    private final long size;
    private final Findings findings;
    private long beyond;

    OtherFiles(LogSource source, long size, Findings findings) {
        this.source = source;
        this.size = size;
        this.findings = findings;
    }

    void check() {
        Optional<List<String>> paths;
        try {
            paths = source.list();
        } catch (IOException e) {
            findings.missing("tile: " + Unread.why(e));
            return;
        }
        for (String path : paths.orElse(List.of()).stream().sorted().toList()) {
            Tile.parse(path).ifPresentOrElse(this::check, () -> findings.note(path + " is no file of a log"));
        }
        if (beyond > 0) {
            findings.note(beyond + " files reach beyond the checkpoint; what they add is not promised yet");
        }
    }

    private void check(Tile tile) {
        Optional<Tile> present = Tile.in(size, tile.level(), tile.number());
        if (present.isEmpty()) {
            beyond++;
        } else if (tile.width() != present.get().width()) {
            if (tile.width() > present.get().width()) {
                beyond++;
            }
            compare(tile, present.get());
        }
    }

    private void compare(Tile other, Tile present) {
        try {
            Optional<byte[]> otherContent = source.read(other.path());
            Optional<byte[]> presentContent = source.read(present);
            if (otherContent.isEmpty() || presentContent.isEmpty()) {
                return; // gone by now, which a log may do with it; or missing, which has been said
            }
            int common = Math.min(other.width(), present.width());
            int otherLength = length(other, otherContent.get(), common);
            int presentLength = length(present, presentContent.get(), common);
            boolean exact = other.width() > present.width() || otherLength == otherContent.get().length;
            if (!exact || !Arrays.equals(otherContent.get(), 0, otherLength, presentContent.get(), 0, presentLength)) {
                findings.add(other.path(), "contradicts " + present.path());
            }
        } catch (MalformedException e) {
            findings.add(other.path(), e.message());
        } catch (IOException e) {
            findings.missing(other.path() + ": " + Unread.why(e));
        }
    }

    private static int length(Tile tile, byte[] content, int width) {
        if (tile.level() == Tile.ENTRIES) {
            return EntryBundle.bounds(content, width)[width];
        }
        if (content.length < width * Hash.LENGTH) {
            throw new MalformedException("has " + content.length + " bytes, not " + tile.width() * Hash.LENGTH);
        }
        return width * Hash.LENGTH;
    }
}
