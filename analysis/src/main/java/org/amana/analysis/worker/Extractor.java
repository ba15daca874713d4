package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.analysis.worker.Opened.Item;

/// Takes type, text, metadata and what is inside out of a file, and the same out of each thing inside, down to the
/// limits. [DocumentReader] reads each.
final class Extractor {
    private final WorkerLimits limits;
    private final DocumentReader reader;
    private final Types types = new Types();

    Extractor(WorkerLimits limits, Languages languages, Films films) {
        this.limits = limits;
        this.reader = new DocumentReader(limits, languages, films);
    }

    /// The file itself first, then what is inside, each before what is inside it.
    ///
    /// @param charset the encoding that the file's text is said to be in; empty if nothing is said
    /// @throws RefusedException if nothing at all can be read, or it is a bomb
    List<Extraction> read(Opened opened, String charset) throws IOException {
        Item file = new Item(opened.file().path(), opened.file().name(), charset);
        Walk walk = new Walk(opened, new Budget(limits, Files.size(file.path())));
        walk.document("", file, 0);
        return walk.all();
    }

    /// One file on the way down.
    private final class Walk {
        private final Opened opened;
        private final Budget budget;
        private final List<Extraction> all = new ArrayList<>();

        /// Things inside of which nothing could be read.
        private int unreadable;

        Walk(Opened opened, Budget budget) {
            this.opened = opened;
            this.budget = budget;
        }

        List<Extraction> all() {
            if (unreadable > 0) {
                all.set(0, all.getFirst().with(Reason.of(Reason.Kind.THINGS_UNREAD, unreadable, all.size() - 1)));
            }
            return all;
        }

        void document(String part, Item item, int depth) throws IOException {
            budget.enter(depth);
            Types.Told told = item.type().isEmpty() ? types.of(item.path(), item.name()) : Types.Told.of(item.type());
            Draft draft = new Draft(part, part.isEmpty() ? "" : item.name(), Files.size(item.path()), told);
            Members members = new Members(opened, budget);
            try {
                reader.read(draft, item, members, opened, budget);
            } catch (RefusedException e) {
                if (part.isEmpty() || e.isBomb()) {
                    throw e;
                }
                draft.note(e.reason());
                unreadable++;
            }
            if (members.leftOut()) {
                draft.note(Reason.of(Reason.Kind.THINGS_LEFT, members.items().size(), members.inside()));
            }
            all.add(draft.done(members.inside()));
            inside(part, members, depth);
        }

        private void inside(String part, Members members, int depth) throws IOException {
            int number = 0;
            for (Item member : members.items()) {
                number++;
                String path = part.isEmpty() ? Integer.toString(number) : part + "/" + number;
                opened.keep(path, member);
                Optional<Members.Refusal> refusal = members.refusal(member);
                if (refusal.isPresent()) {
                    refused(path, member, depth + 1, refusal.get());
                } else {
                    document(path, member, depth + 1);
                }
            }
        }

        /// One of which there is nothing but its name, and why.
        private void refused(String part, Item item, int depth, Members.Refusal refusal) throws IOException {
            budget.enter(depth);
            Draft draft = new Draft(part, item.name(), refusal.length(), types.named(item.name()));
            draft.note(refusal.reason());
            unreadable++;
            all.add(draft.done(0));
        }
    }
}
