package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Find Blobs by Tags: asks the index of tags in one container after the other. Containers that the caller may not list
/// are passed over, as if nothing were in them.
record FindBlobsPlan(BlobParts parts, FindBlobs command, Predicate<ContainerRef> visible) implements Plan<FoundBlobs> {
    /// What one page looks at, at most: then it is given out, however short. It bounds the time of an answer.
    private static final int MOST_LOOKED_AT = 50_000;

    private static final int CONTAINERS_AT_ONCE = 100;

    @Override
    public Planned<FoundBlobs> plan(Permitted permitted) {
        if (command.maxResults() < 1 || command.maxResults() > ListBlobs.MOST_RESULTS) {
            throw new AmanaException(ErrorCode.OUT_OF_RANGE, "maxresults: 1 to 5000, not " + command.maxResults());
        }
        Account account = parts.accounts().require(command.account());
        FindMarker start = FindMarker.parse(command.marker());
        Search search = new Search(start);
        if (command.container().isPresent()) {
            Box box = parts.containers()
                    .require(
                            permitted,
                            new ContainerRef(account.name(), command.container().get()));
            search.lookIn(box.id(), box.ref().name());
        } else {
            lookInAll(account, search);
        }
        FoundBlobs page = new FoundBlobs(search.items, search.next);
        return Planned.of(Told.of(page), _ -> page);
    }

    private void lookInAll(Account account, Search search) {
        Optional<String> only = command.where().container();
        String from = search.start.container();
        while (search.next.isEmpty()) {
            String first = only.orElse(from);
            String end = only.map(name -> name + "\0").orElse(NameOrder.LAST);
            List<ContainerRow> rows = parts.catalog()
                    .read(reader -> ContainerRows.page(reader, account.id(), first, end, CONTAINERS_AT_ONCE));
            for (ContainerRow row : rows) {
                if (search.next.isEmpty() && visible.test(new ContainerRef(account.name(), row.name()))) {
                    search.lookIn(row.id(), row.name());
                }
            }
            if (rows.size() < CONTAINERS_AT_ONCE) {
                return;
            }
            from = rows.getLast().name().value() + "\0";
        }
    }

    /// A page that is being filled.
    private final class Search {
        private final FindMarker start;
        private final List<FoundBlobs.Item> items = new ArrayList<>();
        private int lookedAt;
        private String next = "";

        Search(FindMarker start) {
            this.start = start;
        }

        /// Looks on in a container, until the page is full.
        void lookIn(long containerId, ContainerName container) {
            int order = container.value().compareTo(start.container());
            if (order < 0) {
                return;
            }
            String from = order == 0 ? start.name() : "";
            parts.catalog().read(reader -> {
                TagIndex.find(
                        reader,
                        containerId,
                        command.where().narrowest(),
                        from,
                        MOST_LOOKED_AT - lookedAt + 1,
                        (name, tags, keeping) -> add(container, name, tags, keeping));
                return true;
            });
        }

        private boolean add(ContainerName container, BlobName name, Tags tags, Keeping keeping) {
            if (items.size() == command.maxResults() || lookedAt == MOST_LOOKED_AT) {
                next = new FindMarker(container.value(), name.value()).toString();
                return false;
            }
            lookedAt++;
            if (command.where().isMetBy(tags) && !keeping.isExpired(parts.now())) {
                items.add(new FoundBlobs.Item(container, name, command.where().asked(tags)));
            }
            return true;
        }
    }
}
