package org.amana.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.amana.kernel.AmanaException;
import org.amana.search.PageDocuments.Passage;
import org.amana.search.Wants.Want;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the passages of English documents their vectors, one passage a step, so that a question of somebody who waits
/// comes between any two. A document that defeats it is found by its words alone until the next start, which the log
/// tells. Its steps are for one thread.
final class Passages implements ModelThread.Background {
    private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

    /// Of what may be the document's fault. The model is another, and tested, each time ([ModelThread]).
    private static final int MOST_ATTEMPTS = 3;

    private final Index index;
    private final LongFunction<Optional<IndexedDocument>> documents;
    private final Map<Want, Integer> failures = new HashMap<>();
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
        Work current = work == null ? begin() : work;
        work = null; // if this step fails, the document waits for its next turn
        if (current == null) {
            return;
        }
        try {
            work = advance(current, model);
        } catch (RuntimeException e) {
            failed(current.want(), e, MOST_ATTEMPTS);
        }
    }

    /// @return the document with what is left to do, null if nothing is
    private @Nullable Work advance(Work current, Embedding model) {
        if (!current.isDone()) {
            Passage passage = current.passages().get(current.vectors().size());
            current.vectors().add(model.embed(passage.text()));
        }
        if (!current.isDone()) {
            return current;
        }
        index.fulfil(current.want(), current.passages(), current.vectors());
        index.refresh();
        failures.remove(current.want());
        return null;
    }

    private @Nullable Work begin() {
        Optional<Want> want = index.wants().next();
        if (want.isEmpty()) {
            return null;
        }
        try {
            List<Passage> passages = passages(want.get());
            if (!passages.isEmpty()) {
                return new Work(want.get(), passages, new ArrayList<>());
            }
            index.wants().remove(want.get());
        } catch (RuntimeException e) {
            failed(want.get(), e, isLost(e) ? 1 : MOST_ATTEMPTS);
        }
        return null;
    }

    private List<Passage> passages(Want want) {
        return documents.apply(want.id()).map(PageDocuments::passages).orElse(List.of());
    }

    /// What is lost stays so, and what nobody thought of may: neither is tried for ever.
    ///
    /// @param most attempts, of which this was one
    /// @throws RuntimeException the failure, if another attempt is due
    private void failed(Want want, RuntimeException failure, int most) {
        if (Intake.isPassing(failure) || index.isBroken() || index.isDamaged()) {
            throw failure;
        }
        failures.keySet().removeIf(earlier -> !index.wants().holds(earlier));
        if (failures.merge(want, 1, Integer::sum) < most) {
            throw failure;
        }
        failures.remove(want);
        index.wants().remove(want);
        if (failure instanceof AmanaException known) {
            LOG.error("document {} gets no passages: {}", want.id(), known.message());
        } else {
            LOG.error("document {} gets no passages", want.id(), failure);
        }
    }

    private static boolean isLost(RuntimeException failure) {
        return failure instanceof AmanaException known && PageTexts.isLost(known);
    }
}
