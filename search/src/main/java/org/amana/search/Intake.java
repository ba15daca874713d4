package org.amana.search;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode.Category;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings documents into the index, one at a time. One whose text cannot be read, or that the index cannot take,
/// must not keep all others from being found: it is left out, which the log and the index itself tell. Those left
/// out are taken again after a start, every ten minutes, and when the index is made anew. For one thread.
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private static final Set<Category> PASSING = EnumSet.of(Category.UNAVAILABLE, Category.FULL);

    /// Of those left out, as many are taken again in one go.
    private static final int MOST_AGAIN = 100;

    private final Index index;
    private final AnalysedTexts texts;
    private final Duration againAfter;

    /// What is left of this round of those left out.
    private Iterator<Long> round = Collections.emptyIterator();

    private long nextRound = System.nanoTime();

    Intake(Index index, AnalysedTexts texts) {
        this(index, texts, AGAIN_AFTER);
    }

    /// @param againAfter from one round of those left out to the next
    Intake(Index index, AnalysedTexts texts, Duration againAfter) {
        this.index = index;
        this.texts = texts;
        this.againAfter = againAfter;
    }

    /// Puts the document into the index, drops it there if it is gone, or leaves it out.
    ///
    /// @throws AmanaException if the index fails, or what is read from is busy or full for the moment
    void take(long id) {
        failureOf(id).ifPresent(why -> {
            if (why instanceof AmanaException known) {
                LOG.error("document {} is left out of the index: {}", id, known.message());
            } else {
                LOG.error("document {} is left out of the index", id, why);
            }
            index.leaveOut(id);
        });
    }

    /// Takes some of those left out again, if it is time to. To be refreshed and committed.
    ///
    /// @return whether any of them is no longer left out
    boolean takeAgain() {
        if (!round.hasNext() && System.nanoTime() - nextRound >= 0) {
            begin(index.leftOut());
        }
        boolean any = false;
        for (int tried = 0; tried < MOST_AGAIN && round.hasNext(); tried++) {
            any |= failureOf(round.next()).isEmpty();
        }
        return any;
    }

    private void begin(List<Long> leftOut) {
        if (!leftOut.isEmpty()) {
            LOG.warn("{} documents are left out of the index; it is tried to read them again", leftOut.size());
        }
        round = leftOut.iterator();
        nextRound = System.nanoTime() + againAfter.toNanos();
    }

    /// Takes the document in.
    ///
    /// @return why it cannot be taken in, if it is the document's own fault
    private Optional<RuntimeException> failureOf(long id) {
        Optional<IndexedDocument> document;
        try {
            document = texts.document(id);
        } catch (RuntimeException e) {
            if (isPassing(e)) {
                throw e;
            }
            return Optional.of(e);
        }
        try {
            document.ifPresentOrElse(index::put, () -> index.drop(List.of(id)));
        } catch (RuntimeException e) {
            if (e instanceof AmanaException || index.isBroken()) {
                throw e;
            }
            return Optional.of(e);
        }
        return Optional.empty();
    }

    /// True if a failure passes by itself, and says nothing of the document.
    static boolean isPassing(RuntimeException failure) {
        return failure instanceof AmanaException known
                && PASSING.contains(known.code().category());
    }
}
