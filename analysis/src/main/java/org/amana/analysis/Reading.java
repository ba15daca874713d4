package org.amana.analysis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that is known of a blob, apart from its text: what was found, what is inside, and what is still to be done.
///
/// @param found the blob itself as a document; absent while nothing has been read yet
/// @param inside documents inside, in order
/// @param tasks work on this version, finished or not
public record Reading(@Nullable Document found, List<Document> inside, List<Task> tasks) {
    public Reading {
        inside = List.copyOf(inside);
        tasks = List.copyOf(tasks);
    }

    public Optional<Document> document() {
        return Optional.ofNullable(found);
    }

    /// Whether work on it waits or runs.
    public boolean inProgress() {
        return tasks.stream().anyMatch(task -> task.state().open());
    }
}
