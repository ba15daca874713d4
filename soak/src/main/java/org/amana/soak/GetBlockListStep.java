package org.amana.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Get Block List, of committed and waiting blocks.
///
/// @param snapshot which of the snapshots there are; below 0 for the blob itself
record GetBlockListStep(Spot spot, int snapshot, Wanted wanted) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        ReadBlobStep.conditions(headers, entry, snapshot, wanted);
        return new Client.Ask(
                "GET",
                spot.path(),
                "comp=blocklist&blocklisttype=all" + ReadBlobStep.query(entry, snapshot),
                headers,
                new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ReadBlobStep.requireReadable(model, spot, snapshot, wanted);
        ModelAccount.Entry entry = model.require(spot);
        boolean ofBlob = ReadBlobStep.snapshot(entry, snapshot).isEmpty();
        if (ofBlob && entry.blob.isEmpty()) {
            if (entry.staged.isEmpty()) {
                throw Unmet.noBlob();
            }
            entry.lease().requireForRead(wanted.shown(entry.lease()), model.now(), ModelLease.Of.BLOB);
            wanted.requireForUncommitted();
            return lists(List.of(), entry).with("x-ms-blob-content-length", Optional.empty());
        }
        entry.require(ReadBlobStep.snapshot(entry, snapshot)).kind().requireBlock();
        ModelBlob blob = ReadBlobStep.found(model, entry, snapshot, wanted);
        return lists(blob.blocks(), ofBlob ? entry : new ModelAccount.Entry())
                .with("ETag", blob.etag())
                .with("x-ms-blob-content-length", Integer.toString(blob.bytes().length));
    }

    private static Expected lists(List<ModelBlob.Block> committed, ModelAccount.Entry entry) {
        List<String> wanted = new ArrayList<>();
        committed.forEach(block -> wanted.add("CommittedBlocks " + block.id() + " " + block.bytes().length));
        entry.staged.forEach((id, bytes) -> wanted.add("UncommittedBlocks " + id + " " + bytes.length));
        return Expected.of(200).check(answer -> {
            List<String> found = new ArrayList<>();
            for (Xml list : Xml.parse(answer.body()).children()) {
                list.children()
                        .forEach(block -> found.add(list.name() + " " + block.text("Name") + " " + block.text("Size")));
            }
            return found.equals(wanted)
                    ? Optional.empty()
                    : Optional.of("blocks should be " + wanted + ", are " + found);
        });
    }
}
