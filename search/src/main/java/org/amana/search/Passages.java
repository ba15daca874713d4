package org.amana.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.amana.kernel.AmanaException;
import org.amana.search.PageDocuments.Passage;
import org.amana.search.Wants.Want;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the passages of English documents their vectors, one passage a step, so that a question of somebody who waits
/// comes between any two. Its steps are for one thread.
final class Passages implements ModelThread.Background {
    private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

    private final Index index;
    private final LongFunction<Optional<IndexedDocument>> documents;
    private @Nullable Work work;

    /// A document in hand.
    private record Work(Want want, List<Passage> passages, List<float[]> vectors) {
        boolean isDone() {
            return vectors.size() == passages.size();
        }
    }

    /// @param documents finds the text of a document, if it is still there
    Passages(Index index, LongFunction<Optional<IndexedDocument>> documents) {
        this.index = index;
        this.documents = documents;
    }

    @Override
    public boolean hasWork() {
        return work != null || index.wants().size() > 0;
    }

    @Override
    public void step(Embedding model) {
        Work current = work == null ? next() : work;
        work = null; // if this step fails, the document waits for its next turn
        if (current == null) {
            return;
        }
        if (!current.isDone()) {
            Passage passage = current.passages().get(current.vectors().size());
            current.vectors().add(model.embed(passage.text()));
        }
        if (current.isDone()) {
            index.fulfil(current.want(), current.passages(), current.vectors());
            index.refresh();
        } else {
            work = current;
        }
    }

    private @Nullable Work next() {
        Optional<Want> want = index.wants().next();
        if (want.isEmpty()) {
            return null;
        }
        List<Passage> passages = passages(want.get());
        if (passages.isEmpty()) {
            index.wants().remove(want.get());
            return null;
        }
        return new Work(want.get(), passages, new ArrayList<>());
    }

    /// What cannot be read stays as it is, and would be tried again for ever.
    private List<Passage> passages(Want want) {
        try {
            return documents.apply(want.id()).map(PageDocuments::passages).orElse(List.of());
        } catch (AmanaException e) {
            if (!PageTexts.isLost(e)) {
                throw e;
            }
            LOG.error("document {} gets no passages: {}", want.id(), e.message());
            return List.of();
        }
    }
}
