package org.amana.soak;

import java.util.HashMap;
import java.util.Map;

/// Put Block. Conditions other than the lease are not its business.
///
/// @param id in Base64
record PutBlockStep(Spot spot, String id, Piece piece, String lease) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        Wanted.lease(lease).write(headers, model.look(spot));
        return Client.Ask.put(spot.path(), "comp=block&blockid=" + Client.encode(id), headers, piece.bytes());
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        entry.blob.ifPresent(it -> it.kind().requireBlock());
        entry.lease().requireForWrite(Wanted.lease(lease).shown(entry.lease()), model.now(), ModelLease.Of.BLOB);
        if (!entry.staged.isEmpty() && entry.staged.firstKey().length() != id.length()) {
            throw new Unmet(400, "InvalidBlobOrBlock");
        }
        entry.staged.put(id, piece.bytes());
        return Expected.of(201).with("x-ms-request-server-encrypted", "true");
    }
}
