package org.amana.soak;

import java.util.Optional;

/// What answers to changes have in common: the server tells an ETag of its own making, and when.
final class Written {
    private Written() {}

    /// A changed blob: its ETag was never seen before.
    static Expected answer(int status, ModelAccount model, Spot spot) {
        ModelAccount.Entry entry = model.require(spot);
        return Expected.of(status)
                .with("Last-Modified", Wanted.date(entry.require().modified()))
                .learning("ETag", etag -> {
                    entry.blob = Optional.of(entry.require().withEtag(etag));
                    return fresh(model, etag);
                });
    }

    /// Content or metadata that were written anew: where versions are kept, this is the next one.
    static Expected anew(int status, ModelAccount model, Spot spot) {
        return version(answer(status, model, spot), model, model.require(spot));
    }

    /// The blob is a version of its own from now on, where versions are kept.
    static Expected version(Expected expected, ModelAccount model, ModelAccount.Entry entry) {
        if (!model.keepsVersions()) {
            return expected.with("x-ms-version-id", Optional.empty());
        }
        return expected.learning("x-ms-version-id", id -> {
            entry.blob = Optional.of(entry.require().withVersion(id));
            return !entry.versions.isEmpty() && entry.versions.lastKey().compareTo(id) >= 0
                    ? Optional.of("the version " + id + " is not after " + entry.versions.lastKey())
                    : Optional.empty();
        });
    }

    static Optional<String> fresh(ModelAccount model, String etag) {
        return model.learn(etag) ? Optional.empty() : Optional.of("the ETag " + etag + " was given out before");
    }
}
