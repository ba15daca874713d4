package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Get Blob Tags.
///
/// @param snapshot which of the snapshots there are; below 0 for the blob itself
record GetBlobTagsStep(Spot spot, int snapshot, String lease) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        ReadBlobStep.conditions(headers, entry, snapshot, Wanted.lease(lease));
        return new Client.Ask(
                "GET", spot.path(), "comp=tags" + ReadBlobStep.query(entry, snapshot), headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ReadBlobStep.requireReadable(model, spot, snapshot, Wanted.lease(lease));
        ModelBlob blob = ReadBlobStep.found(model, model.require(spot), snapshot, Wanted.lease(lease));
        return Expected.of(200).check(answer -> {
            SortedMap<String, String> found = tags(Xml.parse(answer.body()));
            return found.equals(blob.tags())
                    ? Optional.empty()
                    : Optional.of("tags should be " + blob.tags() + ", are " + found);
        });
    }

    /// @param tags the element that has the set
    static SortedMap<String, String> tags(Xml tags) {
        SortedMap<String, String> found = new TreeMap<>();
        tags.child("TagSet")
                .ifPresent(set -> set.children().forEach(tag -> found.put(tag.text("Key"), tag.text("Value"))));
        return found;
    }
}
