package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Append Blob Seal: the first one makes a new ETag.
///
/// @param beside as of [AppendBlockStep]
record SealBlobStep(Spot spot, Optional<Integer> beside, Wanted wanted) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, entry);
        int length = entry.blob.map(blob -> blob.bytes().length).orElse(0);
        beside.ifPresent(
                by -> headers.put("x-ms-blob-condition-appendpos", Integer.toString(Math.max(0, length + by))));
        return Client.Ask.put(spot.path(), "comp=seal", headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        ModelKind.Append append = blob.kind().requireAppend();
        wanted.requireForChange(blob, model.now());
        int length = blob.bytes().length;
        if (Math.max(0, length + beside.orElse(0)) != length) {
            throw new Unmet(412, "AppendPositionConditionNotMet");
        }
        if (append.sealed()) {
            return Expected.of(200).with("ETag", blob.etag()).with("x-ms-blob-sealed", "true");
        }
        entry.blob = Optional.of(
                blob.withKind(new ModelKind.Append(append.blocks(), true)).changed(model.now()));
        return Written.answer(200, model, spot).with("x-ms-blob-sealed", "true");
    }
}
