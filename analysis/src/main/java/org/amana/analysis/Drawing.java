package org.amana.analysis;

import org.amana.blob.BlobRef;
import org.amana.blob.Content;
import org.amana.blob.Vault;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Passage;

/// Draws a page to read it by, on demand, and keeps the picture with the document.
final class Drawing {
    /// No side of such a picture is longer, in pixels.
    static final int LONGEST = 1_600;

    private final Workshop shop;
    private final Errands errands;

    Drawing(Workshop shop, Errands errands) {
        this.shop = shop;
        this.errands = errands;
    }

    /// Reads the blob through the gate, under the purpose of machine reading.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is no such page or the blob has changed since it was
    ///     read, `FEATURE_NOT_AVAILABLE` if it cannot be drawn, `SERVER_BUSY`
    Picture draw(Vault vault, DocumentRows.Stored document, int number) {
        if (number < 1 || number > document.pictures()) {
            throw gone(document.blob());
        }
        return errands.run(seat -> draw(vault, document, number, seat));
    }

    private Picture draw(Vault vault, DocumentRows.Stored document, int number, WorkerSeat seat) {
        try (Content content = content(document)) {
            WorkerCalls calls = new WorkerCalls(seat.worker(), shop.deadlines());
            calls.open(document.fileName(), content.length(), content::writeTo);
            Pictured picture = calls.picture(document.part(), number, LONGEST, 0);
            keep(vault, document, picture);
            return new Picture(picture.width(), picture.height(), picture.damaged(), picture.jpeg());
        } catch (WorkerRefusal e) {
            throw new AmanaException(
                    ErrorCode.FEATURE_NOT_AVAILABLE,
                    Reason.of(Reason.Kind.PAGE_NOT_DRAWN, number)
                            .because(e.reason())
                            .sentence(),
                    e);
        } catch (WorkerProcess.SourceFailed e) {
            throw e.getCause() instanceof AmanaException known
                    ? known
                    : new AmanaException(ErrorCode.INTERNAL, "The file could not be handed to a worker: " + e, e);
        }
    }

    private Content content(DocumentRows.Stored document) {
        Content content = switch (shop.reader().draw(document.blob())) {
            case Passage.Done<Content> done -> done.result();
            case Passage.Denied<Content> denied ->
                throw new AmanaException(
                        ErrorCode.FEATURE_NOT_AVAILABLE, "Machine reading is not allowed here. " + denied.reason());
            case Passage.Failed<Content> failed -> throw failed.failure();
        };
        if (content.properties().contentVersion() != document.version()) {
            content.close();
            throw gone(document.blob());
        }
        return content;
    }

    private void keep(Vault vault, DocumentRows.Stored document, Pictured picture) {
        try (Shelf.Body body = shop.shelf().body(vault, document.blob().name().value())) {
            Shelf.Spot spot = body.put(picture.jpeg());
            body.seal();
            body.commit(tx -> {
                if (DocumentRows.find(tx, document.id()).isPresent()) {
                    DocumentRows.insertPicture(tx, document.id().value(), picture, body.refer(tx), spot);
                }
                return true;
            });
        }
    }

    private static AmanaException gone(BlobRef blob) {
        return new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "There is no such page in " + blob + ".");
    }
}
