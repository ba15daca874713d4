package org.amana.analysis;

import java.util.List;
import java.util.Optional;

/// Nothing was read, so there is nothing to hand out.
final class EmptyOutbox implements Outbox {
    @Override
    public List<IndexTask> next(int max) {
        return List.of();
    }

    @Override
    public Optional<AnalysedDocument> document(DocumentId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Page> page(DocumentId id, int number) {
        return Optional.empty();
    }

    @Override
    public void done(long sequence) {}

    @Override
    public void listen(Runnable listener) {}

    @Override
    public void replay() {}
}
