package org.amana.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amana.blob.BlobRef;
import org.amana.blob.ETag;

/// What is known of one document, apart from its text: a blob, or something found inside one (an archive's member, a
/// mail's attachment, a picture in a letter).
///
/// @param blob where it is kept; for something inside, the blob around it
/// @param etag the version that was read
/// @param part where inside the blob, `1` or `2/3` (third thing in the second); empty for the blob itself
/// @param name the file's name, for something inside its name in there; may be empty
/// @param type media type by content, `application/octet-stream` when unknown
/// @param title the document's own title, empty if it has none
/// @param language of most of its text
/// @param pages pages, sheets, slides or sections with text; 0 without text
/// @param pictures pages of which a picture can be drawn; 0 when none
/// @param metadata what the document says of itself, by name such as `author` or `created`
/// @param children how many documents are directly inside
/// @param length bytes; of something inside, unpacked
/// @param modified when the blob was last written
/// @param analysed when it was read
public record Document(
        DocumentId id,
        BlobRef blob,
        ETag etag,
        String part,
        String name,
        String type,
        String title,
        Language language,
        int pages,
        int pictures,
        Map<String, String> metadata,
        List<Insight> insights,
        int children,
        long length,
        Instant modified,
        Instant analysed) {

    public Document {
        metadata = Map.copyOf(metadata);
        insights = List.copyOf(insights);
    }

    /// Whether this is something inside a blob and not the blob itself.
    public boolean isInside() {
        return !part.isEmpty();
    }
}
