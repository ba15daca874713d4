package org.amana.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.web.console.ClientGuide;
import org.amana.web.console.Endpoint;

/// The clients that Amana is tested with, and a ready-to-paste configuration for each, with the key in it. What the
/// console shows to people whose keys it does not know is [ClientGuide].
enum ClientConfiguration {
    AZ("Azure CLI") {
        @Override
        List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "Once in the shell",
                            "export AZURE_STORAGE_CONNECTION_STRING='" + place.connectionString() + "'"),
                    new Step("Then", """
                            az storage blob upload --container-name samples --file minutes.pdf --name minutes.pdf
                            az storage blob list --container-name samples --output table
                            az storage blob download --container-name samples --name minutes.pdf --file copy.pdf"""));
        }
    },
    RCLONE("rclone") {
        @Override
        List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "In ~/.config/rclone/rclone.conf (rclone 1.60 takes a shared access signature; this one lasts six days)",
                            String.format(Locale.ROOT, """
                            [amana]
                            type = azureblob
                            sas_url = %s?%s""", place.endpoint().uri(), place.signature())),
                    new Step(
                            "Then", "rclone copy ./exhibits amana:exhibits && rclone check ./exhibits amana:exhibits"));
        }
    },
    AZCOPY("AzCopy") {
        @Override
        List<Step> steps(Place place) {
            String container = place.endpoint().uri() + "/exhibits?" + place.signature();
            return List.of(
                    new Step(
                            "Once, for the container; the signature lasts six days", "azcopy make '" + container + "'"),
                    new Step("Then", "azcopy copy ./exhibits '" + container + "' --recursive --from-to LocalBlob"));
        }
    },
    JAVA("Azure SDK for Java") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "com.azure:azure-storage-blob", String.format(Locale.ROOT, """
                    BlobServiceClient service = new BlobServiceClientBuilder()
                            .connectionString("%s")
                            .buildClient();""", place.connectionString())));
        }
    },
    JAVASCRIPT("Azure SDK for JavaScript") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "npm install @azure/storage-blob", String.format(Locale.ROOT, """
                    import { BlobServiceClient } from "@azure/storage-blob";
                    const service = BlobServiceClient.fromConnectionString("%s");""", place.connectionString())));
        }
    },
    PYTHON("Azure SDK for Python") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "pip install azure-storage-blob, or Debian's python3-azure-storage",
                    String.format(Locale.ROOT, """
                    from azure.storage.blob import BlobServiceClient
                    service = BlobServiceClient.from_connection_string("%s")""", place.connectionString())));
        }
    },
    AZURE_STORAGE("azure-storage, the SDK for JavaScript before") {
        @Override
        List<Step> steps(Place place) {
            return List.of(
                    new Step("npm install azure-storage", String.format(Locale.ROOT, """
                    const azure = require("azure-storage");
                    const service = azure.createBlobService("%s");""", place.connectionString())));
        }
    },
    DUPLICITY("duplicity") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "Backups into a container",
                    String.format(
                            Locale.ROOT,
                            "AZURE_CONNECTION_STRING='%s' duplicity ./exhibits azure://backups",
                            place.connectionString())));
        }
    },
    RESTIC("restic") {
        @Override
        List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "Once in the shell: restic's own Azure client speaks HTTPS to a host name for each account,"
                                    + " so rclone goes between (the signature lasts six days)",
                            String.format(
                                    Locale.ROOT,
                                    "rclone config create amana azureblob sas_url '%s?%s'",
                                    place.endpoint().uri(),
                                    place.signature())),
                    new Step("Then", """
                            restic --repo rclone:amana:backups init
                            restic --repo rclone:amana:backups backup ./exhibits
                            restic --repo rclone:amana:backups check"""));
        }
    },
    /// The driver insists on `.dfs.` in its addresses; the endpoint sends all of them to one place (Hadoop:
    /// `AbfsConfiguration`).
    HADOOP("Hadoop ABFS from 3.5.0 on, for Spark and Hive too") {
        @Override
        List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "In core-site.xml; the host names in it are never asked for",
                            ClientGuide.coreSite(place.endpoint(), place.key())),
                    new Step(
                            "Then",
                            "hadoop fs -put minutes.pdf abfs://samples@"
                                    + place.endpoint().account() + ".dfs.core.windows.net/"));
        }
    },
    LANCEDB("LanceDB") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "npm install @lancedb/lancedb; the container must exist",
                    ClientGuide.lanceDb(place.endpoint(), place.key(), "samples")));
        }
    },
    CURL("curl") {
        @Override
        List<Step> steps(Place place) {
            return List.of(new Step(
                    "The signature lasts six days",
                    String.format(Locale.ROOT, """
                    curl -fsS -H 'x-ms-blob-type: BlockBlob' -T minutes.pdf '%1$s/samples/minutes.pdf?%2$s'
                    curl -fsS -o copy.pdf '%1$s/samples/minutes.pdf?%2$s'""", place.endpoint().uri(), place.signature())));
        }
    };

    private final String title;

    ClientConfiguration(String title) {
        this.title = title;
    }

    /// Where a client goes and with what.
    ///
    /// @param key       an access key
    /// @param signature an account SAS made with it
    record Place(Endpoint endpoint, String key, String signature) {
        String connectionString() {
            return endpoint.connectionString(key);
        }
    }

    /// One thing to paste, and where.
    record Step(String told, String text) {}

    abstract List<Step> steps(Place place);

    /// What makes it trust a certificate.
    ///
    /// @param certificate its file
    String trusting(String certificate) {
        return switch (this) {
            case AZ, PYTHON, DUPLICITY -> "export REQUESTS_CA_BUNDLE='" + certificate + "'";
            case JAVASCRIPT, AZURE_STORAGE -> "export NODE_EXTRA_CA_CERTS='" + certificate + "'";
            case RCLONE, AZCOPY, RESTIC, LANCEDB -> "export SSL_CERT_FILE='" + certificate + "'";
            case CURL -> "export CURL_CA_BUNDLE='" + certificate + "'";
            case JAVA, HADOOP ->
                "keytool -importcert -noprompt -alias amana -storepass changeit -keystore amana.p12 -file '"
                        + certificate
                        + "'\nexport JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$PWD/amana.p12"
                        + " -Djavax.net.ssl.trustStorePassword=changeit\"";
        };
    }

    /// What people call the client.
    String title() {
        return title;
    }

    /// The word on the command line: `az`, `azure-storage`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The words of all clients, for people: `az, rclone, azcopy`.
    static String words() {
        return Stream.of(values()).map(ClientConfiguration::word).collect(Collectors.joining(", "));
    }

    static Optional<ClientConfiguration> of(String word) {
        return Stream.of(values()).filter(client -> client.word().equals(word)).findFirst();
    }
}
