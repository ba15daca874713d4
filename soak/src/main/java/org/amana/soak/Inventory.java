package org.amana.soak;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.soak.Client.Ask;

/// What a container holds, as its listing tells.
///
/// @param names everything that has a name in it
record Inventory(Map<String, Seen> names) {
    static final Inventory EMPTY = new Inventory(Map.of());
    private static final Pattern NAME = Pattern.compile("<Name>([^<]*)</Name>");

    Inventory {
        names = Map.copyOf(names);
    }

    /// @param snapshots oldest first
    record Seen(boolean blob, boolean leased, List<String> snapshots) {
        static final Seen NOTHING = new Seen(false, false, List.of());

        Seen {
            snapshots = List.copyOf(snapshots);
        }
    }

    Seen of(String name) {
        return names.getOrDefault(name, Seen.NOTHING);
    }

    /// Lists the container to its end; empty when an answer did not come.
    static Optional<Inventory> take(Desk desk, String container) {
        Map<String, Seen> names = new HashMap<>();
        String marker = "";
        do {
            Ask page = Ask.of(
                    "GET",
                    "/" + container,
                    "restype=container&comp=list&include=snapshots&maxresults=1000&marker=" + Client.encode(marker));
            Optional<Reply.Answered> answer = desk.list(page);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            marker = read(answer.get().body(), names);
        } while (!marker.isEmpty());
        return Optional.of(new Inventory(names));
    }

    /// The names of all containers.
    static Set<String> containers(Desk desk) {
        Set<String> names = new HashSet<>();
        desk.list(Ask.of("GET", "/", "comp=list")).ifPresent(answer -> {
            Matcher name = NAME.matcher(new String(answer.body(), StandardCharsets.UTF_8));
            while (name.find()) {
                names.add(name.group(1));
            }
        });
        return names;
    }

    private static String read(byte[] page, Map<String, Seen> names) {
        String marker = "";
        String name = "";
        String snapshot = "";
        boolean leased = false;
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(page));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Name" -> name = reader.getElementText();
                        case "Snapshot" -> snapshot = reader.getElementText();
                        case "LeaseStatus" -> leased = reader.getElementText().equals("locked");
                        case "NextMarker" -> marker = reader.getElementText();
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("Blob")) {
                    names.merge(name, one(snapshot, leased), Inventory::together);
                    snapshot = "";
                    leased = false;
                }
            }
            return marker;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the listing is not well-formed", e);
        }
    }

    private static Seen one(String snapshot, boolean leased) {
        return snapshot.isEmpty() ? new Seen(true, leased, List.of()) : new Seen(false, false, List.of(snapshot));
    }

    private static Seen together(Seen one, Seen other) {
        List<String> snapshots = new ArrayList<>(one.snapshots);
        snapshots.addAll(other.snapshots);
        snapshots.sort(null);
        return new Seen(one.blob || other.blob, one.leased || other.leased, snapshots);
    }
}
