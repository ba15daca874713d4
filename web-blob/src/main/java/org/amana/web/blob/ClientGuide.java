package org.amana.web.blob;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The clients that Amana is tested with, and a ready-to-paste configuration for each.
public enum ClientGuide {
    AZ("Azure CLI") {
        @Override
        public List<Step> steps(Place place) {
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
        public List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "In ~/.config/rclone/rclone.conf (rclone 1.60 takes a shared access signature; this one lasts six days)",
                            String.format(Locale.ROOT, """
                            [amana]
                            type = azureblob
                            sas_url = %s?%s""", place.endpoint(), place.signature())),
                    new Step(
                            "Then", "rclone copy ./exhibits amana:exhibits && rclone check ./exhibits amana:exhibits"));
        }
    },
    AZCOPY("AzCopy") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "The container must exist; the signature lasts six days",
                    String.format(
                            Locale.ROOT,
                            "azcopy copy ./exhibits '%s/exhibits?%s' --recursive --from-to LocalBlob",
                            place.endpoint(),
                            place.signature())));
        }
    },
    JAVA("Azure SDK for Java") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "com.azure:azure-storage-blob", String.format(Locale.ROOT, """
                    BlobServiceClient service = new BlobServiceClientBuilder()
                            .connectionString("%s")
                            .buildClient();""", place.connectionString())));
        }
    },
    JAVASCRIPT("Azure SDK for JavaScript") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "npm install @azure/storage-blob", String.format(Locale.ROOT, """
                    import { BlobServiceClient } from "@azure/storage-blob";
                    const service = BlobServiceClient.fromConnectionString("%s");""", place.connectionString())));
        }
    },
    PYTHON("Azure SDK for Python") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "pip install azure-storage-blob, or Debian's python3-azure-storage",
                    String.format(Locale.ROOT, """
                    from azure.storage.blob import BlobServiceClient
                    service = BlobServiceClient.from_connection_string("%s")""", place.connectionString())));
        }
    },
    AZURE_STORAGE("azure-storage, the SDK for JavaScript before") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(
                    new Step("npm install azure-storage", String.format(Locale.ROOT, """
                    const azure = require("azure-storage");
                    const service = azure.createBlobService("%s");""", place.connectionString())));
        }
    },
    DUPLICITY("duplicity") {
        @Override
        public List<Step> steps(Place place) {
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
        public List<Step> steps(Place place) {
            return List.of(
                    new Step(
                            "Once in the shell: restic's own Azure client speaks HTTPS to a host name for each account,"
                                    + " so rclone goes between (the signature lasts six days)",
                            String.format(
                                    Locale.ROOT,
                                    "rclone config create amana azureblob sas_url '%s?%s'",
                                    place.endpoint(),
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
        public List<Step> steps(Place place) {
            URI endpoint = URI.create(place.endpoint());
            return List.of(
                    new Step(
                            "In core-site.xml; the host names in it are never asked for",
                            String.format(
                                    Locale.ROOT,
                                    """
                            <configuration>
                              <property><name>fs.azure.abfs.endpoint</name><value>%1$s</value></property>
                              <property><name>fs.azure.always.use.https</name><value>%2$s</value></property>
                              <property><name>fs.azure.account.hns.enabled</name><value>false</value></property>
                              <property><name>fs.azure.fns.account.service.type</name><value>BLOB</value></property>
                              <property><name>fs.azure.ingress.service.type</name><value>BLOB</value></property>
                              <property><name>fs.azure.networking.library</name><value>JDK_HTTP_URL_CONNECTION</value></property>
                              <property><name>fs.azure.account.key.%3$s.dfs.core.windows.net</name><value>%4$s</value></property>
                              <property><name>fs.azure.account.key.%3$s.blob.core.windows.net</name><value>%4$s</value></property>
                            </configuration>""",
                                    endpoint.getAuthority(),
                                    "https".equals(endpoint.getScheme()),
                                    place.account(),
                                    place.key())),
                    new Step(
                            "Then",
                            "hadoop fs -put minutes.pdf abfs://samples@" + place.account() + ".dfs.core.windows.net/"));
        }
    },
    LANCEDB("LanceDB") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "npm install @lancedb/lancedb; the container must exist",
                    String.format(Locale.ROOT, """
                    import * as lancedb from "@lancedb/lancedb";
                    const database = await lancedb.connect("az://samples/vectors", {
                      storageOptions: {
                        account_name: "%s",
                        account_key: "%s",
                        azure_storage_endpoint: "%s",
                        allow_http: "true",
                      },
                    });""", place.account(), place.key(), place.endpoint())));
        }
    },
    CURL("curl") {
        @Override
        public List<Step> steps(Place place) {
            return List.of(new Step(
                    "The signature lasts six days",
                    String.format(Locale.ROOT, """
                    curl -fsS -H 'x-ms-blob-type: BlockBlob' -T minutes.pdf '%1$s/samples/minutes.pdf?%2$s'
                    curl -fsS -o copy.pdf '%1$s/samples/minutes.pdf?%2$s'""", place.endpoint(), place.signature())));
        }
    };

    private final String title;

    ClientGuide(String title) {
        this.title = title;
    }

    /// Where a client goes and with what.
    ///
    /// @param endpoint  with the account: `http://127.0.0.1:10000/archive`
    /// @param key       an access key, or a placeholder for one
    /// @param signature an account SAS made with it, or a placeholder
    public record Place(String endpoint, String account, String key, String signature) {
        public String connectionString() {
            String protocol = endpoint.substring(0, Math.max(0, endpoint.indexOf(':')));
            return "DefaultEndpointsProtocol=" + protocol + ";AccountName=" + account + ";AccountKey=" + key
                    + ";BlobEndpoint=" + endpoint + ";";
        }
    }

    /// One thing to paste, and where.
    public record Step(String told, String text) {}

    public abstract List<Step> steps(Place place);

    /// What people call the client.
    public String title() {
        return title;
    }

    /// The word on the command line: `az`, `azure-storage`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The words of all clients, for people: `az, rclone, azcopy`.
    public static String words() {
        return Stream.of(values()).map(ClientGuide::word).collect(Collectors.joining(", "));
    }

    public static Optional<ClientGuide> of(String word) {
        return Stream.of(values()).filter(client -> client.word().equals(word)).findFirst();
    }
}
