package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.soak.Premises.Tenant;

/// List Containers, page by page to the end, with metadata.
///
/// @param most on a page; 0 leaves it to the server
record ListContainersStep(String prefix, int most) implements Step {
    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        List<String> wanted = new ArrayList<>();
        model.containers().forEach((name, box) -> {
            if (name.startsWith(prefix)) {
                wanted.add(name + " " + box.etag.replace("\"", "") + " " + Wanted.date(box.modified) + " "
                        + box.lease.state(model.now()) + " " + new TreeMap<>(box.metadata));
            }
        });
        List<String> found = new ArrayList<>();
        String marker = "";
        do {
            DirectExchange.Answer answer = server.ask(Client.Ask.of(
                    "GET",
                    "/",
                    "comp=list&include=metadata&prefix=" + prefix + (most > 0 ? "&maxresults=" + most : "")
                            + (marker.isEmpty() ? "" : "&marker=" + Client.encode(marker))));
            Optional<String> difference = Expected.of(200).differenceOf(answer);
            if (difference.isPresent()) {
                return Optional.of(this + " " + difference.get());
            }
            Xml page = Xml.parse(answer.body());
            page.child("Containers").orElseThrow().children().forEach(item -> found.add(line(item)));
            marker = page.text("NextMarker");
        } while (!marker.isEmpty() && found.size() <= wanted.size());
        return found.equals(wanted)
                ? Optional.empty()
                : Optional.of(this + " should tell " + wanted + " but tells " + found);
    }

    private static String line(Xml item) {
        Xml properties = item.child("Properties").orElseThrow();
        Map<String, String> metadata = new TreeMap<>();
        item.child("Metadata")
                .ifPresent(it -> it.children().forEach(each -> metadata.put(each.name(), each.content())));
        return item.text("Name") + " " + properties.text("Etag").replace("\"", "") + " "
                + properties.text("Last-Modified") + " " + properties.text("LeaseState") + " " + metadata;
    }
}
