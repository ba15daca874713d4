package org.amana.blob;

import java.util.ArrayList;
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
}
