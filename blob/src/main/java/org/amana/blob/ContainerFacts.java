package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.BoxFacts;
import org.amana.store.Reader;

/// What the gate must know of a container as it stands in a transaction, for those who take part in commits and decide
/// later. A deleted container is found too while its blobs are worked off, and is open to nobody without a credential.
public final class ContainerFacts {
    private ContainerFacts() {}

    /// @param containerId of [BlobChange#containerId]
    public static Optional<BoxFacts> of(Reader reader, long containerId) throws SQLException {
        return reader.first(
                "SELECT account.name AS account, account.pseudonym AS account_pseudonym, container.name AS name,"
                        + " container.pseudonym AS pseudonym, classes, open_to FROM container"
                        + " JOIN account ON account.id = account_id WHERE container.id = ?",
                row -> new BoxFacts(
                        row.text("account"),
                        row.text("name"),
                        row.text("account_pseudonym"),
                        row.text("pseudonym"),
                        ContainerRows.classes(row.text("classes")),
                        ContainerRows.purposes(row.text("open_to")),
                        false),
                containerId);
    }
}
