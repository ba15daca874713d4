package org.amana.web.console;

import java.net.URI;

/// Where an account's blobs are reached, as clients write it.
///
/// @param uri path-style: `http://127.0.0.1:10000/archive`
public record Endpoint(String account, URI uri) {
    static Endpoint of(ConsoleConfig config, String account) {
        return at(config.blobEndpoint(), account);
    }

    /// @param service without the account
    static Endpoint at(URI service, String account) {
        String base = service.toString();
        return new Endpoint(account, URI.create((base.endsWith("/") ? base : base + "/") + account));
    }

    /// What every Azure SDK, azure-cli and many others read.
    public String connectionString(String key) {
        return "DefaultEndpointsProtocol=" + uri.getScheme() + ";AccountName=" + account + ";AccountKey=" + key
                + ";BlobEndpoint=" + uri + ";";
    }
}
