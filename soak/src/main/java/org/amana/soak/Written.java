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

    static Optional<String> fresh(ModelAccount model, String etag) {
        return model.learn(etag) ? Optional.empty() : Optional.of("the ETag " + etag + " was given out before");
    }
}
