package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.soak.Premises.Tenant;

/// Find Blobs by Tags, in the account or in one container, page by page to the end.
///
/// @param container "" for all
/// @param wanted    values that a blob's tags must have
/// @param most      on a page; 0 leaves it to the server
record FindByTagsStep(String container, Map<String, String> wanted, int most) implements Step {
    FindByTagsStep {
        wanted = Map.copyOf(wanted);
    }

    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        if (!container.isEmpty() && !model.containers().containsKey(container)) {
            return Expected.of(Unmet.noContainer())
                    .differenceOf(server.ask(ask("")))
                    .map(it -> this + " " + it);
        }
        List<String> names = new ArrayList<>();
        model.containers().forEach((name, box) -> {
            if (container.isEmpty() || container.equals(name)) {
                box.entries.forEach((blob, entry) -> entry.blob
                        .filter(it -> it.tags().entrySet().containsAll(wanted.entrySet()))
                        .ifPresent(_ -> names.add(name + "/" + blob)));
            }
        });
        List<String> found = new ArrayList<>();
        String marker = "";
        do {
            DirectExchange.Answer answer = server.ask(ask(marker));
            Optional<String> difference = Expected.of(200).differenceOf(answer);
            if (difference.isPresent()) {
                return Optional.of(this + " " + difference.get());
            }
            Xml page = Xml.parse(answer.body());
            page.child("Blobs")
                    .orElseThrow()
                    .children()
                    .forEach(item -> found.add(item.text("ContainerName") + "/" + item.text("Name")));
            marker = page.text("NextMarker");
        } while (!marker.isEmpty() && found.size() <= names.size());
        return found.equals(names)
                ? Optional.empty()
                : Optional.of(this + " should find " + names + " but finds " + found);
    }

    private Client.Ask ask(String marker) {
        StringBuilder where = new StringBuilder();
        new TreeMap<>(wanted)
                .forEach((name, value) -> where.append(where.isEmpty() ? "" : " AND ")
                        .append('"')
                        .append(name)
                        .append("\" = '")
                        .append(value)
                        .append('\''));
        String query = "comp=blobs&where=" + Client.encode(where.toString()).replace("+", "%20")
                + (most > 0 ? "&maxresults=" + most : "")
                + (marker.isEmpty() ? "" : "&marker=" + Client.encode(marker));
        return container.isEmpty()
                ? Client.Ask.of("GET", "/", query)
                : Client.Ask.of("GET", "/" + container, "restype=container&" + query);
    }
}
