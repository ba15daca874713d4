package org.amana.blob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// List Containers.
record ListContainersPlan(BlobParts parts, ListContainers command) implements Plan<ContainerPage> {
    @Override
    public Planned<ContainerPage> plan(Permitted permitted) {
        Account account = parts.accounts().require(command.account());
        ContainerPage page = page(account);
        return Planned.of(Amounts.NONE, _ -> page);
    }

    private ContainerPage page(Account account) {
        ListMarker marker = ListMarker.parse(command.marker());
        String from = marker.name().compareTo(command.prefix()) > 0 ? marker.name() : command.prefix();
        String end = command.prefix().isEmpty() ? NameOrder.LAST : NameOrder.after(command.prefix());
        if (command.includeDeleted()) {
            return withDeleted(account, marker, from, end);
        }
        // As many more as may have to be left out.
        int most = command.maxResults() + 1 + ContainerName.SYSTEM.size();
        List<ContainerRow> rows =
                parts.catalog().read(reader -> ContainerRows.page(reader, account.id(), from, end, most)).stream()
                        .filter(row -> command.includeSystem() || !ContainerName.SYSTEM.contains(row.name()))
                        .limit(command.maxResults() + 1)
                        .toList();
        List<ContainerProperties> items = new ArrayList<>();
        for (ContainerRow row : rows.subList(0, Math.min(rows.size(), command.maxResults()))) {
            ContainerRow shown = command.includeMetadata() ? row : row.withMetadata(Metadata.NONE);
            items.add(shown.properties(parts.now()));
        }
        boolean more = rows.size() > command.maxResults();
        return new ContainerPage(
                items, more ? ListMarker.at(rows.getLast().name().value()).toString() : "");
    }

    /// Deleted ones stand before the one of their name that is there.
    private ContainerPage withDeleted(Account account, ListMarker marker, String from, String end) {
        List<Numbered> all = parts.catalog().read(reader -> {
            int most = command.maxResults() + 1 + MOST_OF_ONE_NAME;
            List<Numbered> found = new ArrayList<>();
            ContainerRows.page(reader, account.id(), from, end, most)
                    .forEach(row -> found.add(new Numbered(Long.MAX_VALUE, row.properties(parts.now()))));
            DeletedContainer.page(reader, account.id(), from, end, parts.now(), most)
                    .forEach(it -> found.add(new Numbered(it.row().id(), it.properties(parts.now()))));
            return found;
        });
        List<Numbered> rows = all.stream()
                .filter(it -> command.includeSystem()
                        || !ContainerName.SYSTEM.contains(it.container().name()))
                .filter(it -> !it.container().name().value().equals(marker.name()) || it.number() >= marker.from())
                .sorted(Comparator.comparing(
                                (Numbered it) -> it.container().name().value())
                        .thenComparingLong(Numbered::number))
                .toList();
        List<ContainerProperties> items = rows.stream()
                .limit(command.maxResults())
                .map(Numbered::container)
                .map(it -> command.includeMetadata() ? it : it.withoutMetadata())
                .toList();
        if (rows.size() <= command.maxResults()) {
            return new ContainerPage(items, "");
        }
        Numbered next = rows.get(command.maxResults());
        return new ContainerPage(items, new ListMarker(next.container().name().value(), next.number()).toString());
    }

    /// As many deleted containers of one name as a page still goes behind.
    private static final int MOST_OF_ONE_NAME = 5_000;

    /// @param number orders those of one name; the one that is not deleted is the last
    private record Numbered(long number, ContainerProperties container) {}
}
