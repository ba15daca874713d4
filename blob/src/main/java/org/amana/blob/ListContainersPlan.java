package org.amana.blob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.BoxFacts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// List Containers. Those that the caller may not list are passed over, as if there were none, and no marker names one.
record ListContainersPlan(BlobParts parts, ListContainers command, Predicate<BoxFacts> visible)
        implements Plan<ContainerPage> {
    /// As many deleted containers of one name as a page still goes behind.
    private static final int MOST_OF_ONE_NAME = 5_000;

    private static final int FEWEST_AT_ONCE = 100;

    @Override
    public Planned<ContainerPage> plan(Permitted permitted) {
        Account account = parts.accounts().require(command.account());
        ContainerPage page = page(account);
        return Planned.of(Told.of(page), _ -> page);
    }

    private ContainerPage page(Account account) {
        ListMarker marker = marker();
        String from = marker.name().compareTo(command.prefix()) > 0 ? marker.name() : command.prefix();
        String end = command.prefix().isEmpty() ? NameOrder.LAST : NameOrder.after(command.prefix());
        // One more than fits tells whether there is another page, and where it begins.
        int most = command.maxResults() + 1;
        List<Numbered> shown = new ArrayList<>();
        while (!from.equals(end) && shown.size() < most) {
            Stretch stretch = stretch(account, from, end);
            stretch.containers().stream()
                    .filter(it -> !it.name().equals(marker.name()) || it.number() >= marker.from())
                    .filter(it -> isShown(account, it.row()))
                    .limit(most - shown.size())
                    .forEach(shown::add);
            from = stretch.next();
        }
        List<ContainerProperties> items = shown.stream()
                .limit(command.maxResults())
                .map(Numbered::container)
                .map(it -> command.includeMetadata() ? it : it.withoutMetadata())
                .toList();
        if (shown.size() < most) {
            return new ContainerPage(items, "");
        }
        Numbered next = shown.getLast();
        return new ContainerPage(items, new ListMarker(next.name(), next.number()).toString());
    }

    /// @throws AmanaException `OUT_OF_RANGE` for one that was never given out
    private ListMarker marker() {
        return ListMarker.parse(command.marker())
                .orElseThrow(() ->
                        new AmanaException(ErrorCode.OUT_OF_RANGE, "marker " + command.marker() + ": not one of ours"));
    }

    private boolean isShown(Account account, ContainerRow row) {
        return (command.includeSystem() || !ContainerName.SYSTEM.contains(row.name()))
                && visible.test(Containers.facts(account, row));
    }

    /// Some containers from one name on, and the name from which the next are, which is `end` after the last. Deleted
    /// ones stand before the one of their name that is there.
    private Stretch stretch(Account account, String from, String end) {
        int most =
                Math.max(command.maxResults() + 1, FEWEST_AT_ONCE) + (command.includeDeleted() ? MOST_OF_ONE_NAME : 1);
        List<Numbered> there = new ArrayList<>();
        List<Numbered> deleted = new ArrayList<>();
        parts.catalog().read(reader -> {
            ContainerRows.page(reader, account.id(), from, end, most)
                    .forEach(row -> there.add(new Numbered(Long.MAX_VALUE, row, row.properties(parts.now()))));
            if (command.includeDeleted()) {
                DeletedContainer.page(reader, account.id(), from, end, parts.now(), most)
                        .forEach(it -> deleted.add(new Numbered(it.row().id(), it.row(), it.properties(parts.now()))));
            }
            return true;
        });
        String known = least(knownBefore(there, most, end), knownBefore(deleted, most, end));
        List<Numbered> all = new ArrayList<>(there);
        all.addAll(deleted);
        all.sort(Comparator.comparing(Numbered::name).thenComparingLong(Numbered::number));
        List<Numbered> whole =
                all.stream().filter(it -> it.name().compareTo(known) < 0).toList();
        return whole.isEmpty() && !all.isEmpty()
                ? new Stretch(all.stream().filter(it -> it.name().equals(known)).toList(), known + "\0")
                : new Stretch(whole, known);
    }

    /// Of a list that was cut, the last name may be there in part only.
    private static String knownBefore(List<Numbered> found, int most, String end) {
        return found.size() < most ? end : found.getLast().name();
    }

    private static String least(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private record Stretch(List<Numbered> containers, String next) {}

    /// @param number orders those of one name; the one that is not deleted is the last
    private record Numbered(long number, ContainerRow row, ContainerProperties container) {
        String name() {
            return row.name().value();
        }
    }
}
