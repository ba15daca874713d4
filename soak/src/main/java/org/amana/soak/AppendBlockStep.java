package org.amana.soak;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Append Block.
///
/// @param beside by how much the position that is asked for lies beside the end; empty to ask for none
/// @param most   how many bytes beyond those there are the blob may have afterwards; empty to set no limit
record AppendBlockStep(Spot spot, Piece piece, Optional<Integer> beside, Optional<Integer> most, Wanted wanted)
        implements Step.Request {
    private static int length(ModelAccount.Entry entry) {
        return entry.blob.map(blob -> blob.bytes().length).orElse(0);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, entry);
        beside.ifPresent(by ->
                headers.put("x-ms-blob-condition-appendpos", Integer.toString(Math.max(0, length(entry) + by))));
        most.ifPresent(more -> headers.put("x-ms-blob-condition-maxsize", Integer.toString(length(entry) + more)));
        return Client.Ask.put(spot.path(), "comp=appendblock", headers, piece.bytes());
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        ModelKind.Append append = blob.kind().requireAppend();
        wanted.requireForAddition(blob, model.now());
        if (append.sealed()) {
            throw new Unmet(409, "BlobIsSealed");
        }
        int length = blob.bytes().length;
        if (Math.max(0, length + beside.orElse(0)) != length) {
            throw new Unmet(412, "AppendPositionConditionNotMet");
        }
        byte[] more = piece.bytes();
        if (most.isPresent() && more.length > most.get()) {
            throw new Unmet(412, "MaxBlobSizeConditionNotMet");
        }
        byte[] all = Arrays.copyOf(blob.bytes(), length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        ModelKind.Append after = new ModelKind.Append(append.blocks() + 1, false);
        entry.blob = Optional.of(blob.withContent(all, after).changed(model.now()));
        return Written.answer(201, model, spot)
                .with("x-ms-blob-append-offset", Integer.toString(length))
                .with("x-ms-blob-committed-block-count", Integer.toString(after.blocks()))
                .with("x-ms-request-server-encrypted", "true");
    }
}
