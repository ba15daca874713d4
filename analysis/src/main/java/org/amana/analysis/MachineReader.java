package org.amana.analysis;

import java.util.Set;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Content;
import org.amana.blob.GetBlob;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Caller;
import org.amana.policy.Directory;
import org.amana.policy.Feature;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Service;

/// Reads blobs through the gate, like everybody, under the internal credential for machine reading.
final class MachineReader {
    private static final String CLIENT = "amana analysis";

    private final BlobService blobs;
    private final Gate gate;
    private final Directory directory;

    MachineReader(BlobService blobs, Gate gate, Directory directory) {
        this.blobs = blobs;
        this.gate = gate;
        this.directory = directory;
    }

    /// To take out text, metadata and what is inside, and to draw thumbnails.
    Passage<Content> extract(BlobRef blob) {
        return read(
                blob,
                Service.DOCUMENT,
                Set.of(Feature.TEXT, Feature.LANGUAGE, Feature.METADATA, Feature.UNPACK, Feature.THUMBNAIL),
                1);
    }

    /// To recognise characters.
    Passage<Content> recognise(BlobRef blob, long pages) {
        return read(blob, Service.VISION, Set.of(Feature.OCR, Feature.LANGUAGE), pages);
    }

    /// To draw one page for somebody who looks at it.
    Passage<Content> draw(BlobRef blob) {
        return read(blob, Service.VISION, Set.of(Feature.THUMBNAIL), 1);
    }

    private Passage<Content> read(BlobRef blob, Service service, Set<String> features, long units) {
        Caller caller = new Caller(
                directory.machineCredential(blob.container().account().value()), CLIENT);
        AccessRequest request = AccessRequest.in(
                        () -> blobs.facts().of(blob.container()), caller, service, Action.ANALYZE)
                .withFeatures(features)
                .withObject(blob.path());
        return gate.pass(request, metered(blobs.getBlob(GetBlob.of(blob)), units));
    }

    /// The same plan, with metered units in its amounts.
    private static Plan<Content> metered(Plan<Content> plan, long units) {
        return permitted -> {
            Planned<Content> planned = plan.plan(permitted);
            Amounts amounts = planned.amounts();
            return planned.moving(new Amounts(amounts.in(), amounts.out(), amounts.stored(), amounts.objects(), units));
        };
    }
}
