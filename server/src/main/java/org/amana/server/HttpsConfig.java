package org.amana.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Settings;

/// How the Blob endpoint is served with TLS, beside the one in the clear.
///
/// @param on     whether it is at all
/// @param port   0 takes a free one
/// @param source where key and certificates come from
record HttpsConfig(boolean on, int port, Source source) {
    /// Added to the Blob endpoint's port where nothing else is said: 10000 and 10443.
    private static final int ABOVE_HTTP = 443;

    private static final int LAST_PORT = 65_535;

    /// Where key and certificates come from.
    sealed interface Source {
        /// Made on the first start and kept in the folder.
        ///
        /// @param names host names and addresses it is good for, beside those of this machine
        record SelfSigned(Path folder, List<String> names) implements Source {
            public SelfSigned {
                names = List.copyOf(names);
            }
        }

        /// Files in PEM, as certbot and most authorities give them.
        ///
        /// @param certificates the server's own first
        record Pem(Path certificates, Path key) implements Source {}

        /// A PKCS#12 file with one key in it.
        record Pkcs12(Path store, Path passwordFile) implements Source {}
    }

    /// @param blobPort of the endpoint in the clear
    /// @throws AmanaException `CONFIGURATION` for a value of the wrong form, or half a key pair
    static HttpsConfig from(Settings settings, Path dataFolder, Optional<Integer> port, int blobPort) {
        int fallback = blobPort == 0 || blobPort + ABOVE_HTTP > LAST_PORT ? 0 : blobPort + ABOVE_HTTP;
        return new HttpsConfig(
                settings.flag("blob.https", true),
                port.orElse(settings.number("blob.https-port", fallback, 0, LAST_PORT)),
                source(settings, dataFolder));
    }

    private static Source source(Settings settings, Path dataFolder) {
        String certificates = settings.text("tls.certificate-file", "");
        String key = settings.text("tls.key-file", "");
        String store = settings.text("tls.keystore-file", "");
        String password = settings.text("tls.keystore-password-file", "");
        List<String> names = Arrays.stream(settings.text("tls.names", "").split("[ ,]+"))
                .filter(name -> !name.isEmpty())
                .toList();
        requireBoth("tls.certificate-file", certificates, "tls.key-file", key);
        requireBoth("tls.keystore-file", store, "tls.keystore-password-file", password);
        if (!certificates.isEmpty() && !store.isEmpty()) {
            throw wrong("tls.certificate-file and tls.keystore-file exclude each other");
        }
        if (!certificates.isEmpty()) {
            return new Source.Pem(dataFolder.resolve(certificates), dataFolder.resolve(key));
        }
        return store.isEmpty()
                ? new Source.SelfSigned(dataFolder.resolve(TlsFiles.FOLDER), names)
                : new Source.Pkcs12(dataFolder.resolve(store), dataFolder.resolve(password));
    }

    private static void requireBoth(String one, String first, String other, String second) {
        if (first.isEmpty() != second.isEmpty()) {
            throw wrong(one + " and " + other + " go together: " + (first.isEmpty() ? one : other) + " is missing");
        }
    }

    private static AmanaException wrong(String message) {
        return new AmanaException(ErrorCode.CONFIGURATION, AmanaConfig.FILE_NAME + ": " + message);
    }
}
