package org.amana.blob;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.store.Catalog;

/// The containers whose bytes count, those that are deleted and still kept among them, for tools that go through all of
/// them.
final class ContainerNames {
    private ContainerNames() {}

    /// `container account/name` by the container's number.
    static Map<Long, String> all(Catalog catalog) {
        return catalog.read(reader -> {
            Map<Long, String> names = new LinkedHashMap<>();
            reader.each(
                    "SELECT c.id AS id, a.name AS account, c.name AS name FROM container c"
                            + " JOIN account a ON a.id = c.account_id WHERE c.wrapped_key IS NOT NULL ORDER BY c.id",
                    row -> {
                        names.put(row.number("id"), "container " + row.text("account") + "/" + row.text("name"));
                        return true;
                    });
            return names;
        });
    }
}
