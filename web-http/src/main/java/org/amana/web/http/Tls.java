package org.amana.web.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// What a server shows to prove who it is: TLS 1.2 and 1.3, nothing older.
///
/// @param chain the certificate of this very key first, then who vouches for it
public record Tls(PrivateKey key, List<X509Certificate> chain) {
    /// The key store lives in memory alone; its password protects nothing.
    private static final String IN_MEMORY = "in memory";

    public Tls {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key needs a certificate");
        }
    }

    /// @throws AmanaException `CONFIGURATION` when key and certificates cannot be used together
    SslContextFactory.Server contextFactory() {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keyStore());
        context.setKeyStorePassword(IN_MEMORY);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        return context;
    }

    private KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, IN_MEMORY.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION, "the key and the certificates for TLS do not go together: " + e, e);
        }
    }

    /// Never the key.
    @Override
    public String toString() {
        return "TLS as " + chain.getFirst().getSubjectX500Principal();
    }
}
