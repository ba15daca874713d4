package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.amana.soak.Premises.Tenant;

/// Says what of an account's data outlives its deletion: Azure's *data protection* settings.
///
/// @param versions whether each write keeps what was there as a previous version
/// @param days     how long deleted and overwritten blobs are kept; 0 for not at all
record ProtectStep(boolean versions, int days) implements Step {
    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        server.keepVersions(versions);
        DirectExchange.Answer answer = server.ask(new Client.Ask(
                "PUT",
                "/",
                "restype=service&comp=properties",
                Map.of(),
                ("<StorageServiceProperties><DeleteRetentionPolicy><Enabled>" + (days > 0) + "</Enabled>"
                                + (days > 0 ? "<Days>" + days + "</Days>" : "")
                                + "</DeleteRetentionPolicy></StorageServiceProperties>")
                        .getBytes(StandardCharsets.UTF_8)));
        model.protect(this);
        return Expected.of(202).differenceOf(answer).map(it -> this + " " + it);
    }
}
