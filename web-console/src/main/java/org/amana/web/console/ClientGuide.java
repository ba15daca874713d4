package org.amana.web.console;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Ready-to-paste configuration for each client that works here unmodified, for the *Connect* page: with a placeholder
/// for the key, as the console never shows one again. `amana connect` has keys, and configurations of its own.
public final class ClientGuide {
    private final Endpoint endpoint;
    private final String key;
    private final String container;

    /// @param account   the account's name
    /// @param key       an access key, or a placeholder for one
    /// @param container the container that the examples use
    public ClientGuide(URI blobEndpoint, String account, String key, String container) {
        String base = blobEndpoint.toString();
        this.endpoint = new Endpoint(account, URI.create((base.endsWith("/") ? base : base + "/") + account));
        this.key = key;
        this.container = container;
    }

    /// What one client needs.
    ///
    /// @param id    one word, for addresses and commands
    /// @param name  as its makers write it
    public record Client(String id, String name, List<Step> steps) {
        public Client {
            steps = List.copyOf(steps);
        }
    }

    /// @param kind what the text is for
    public record Step(Kind kind, String text) {
        /// What a step is for.
        public enum Kind {
            /// To be set once.
            SET,
            /// To be written into a file of settings.
            SETTINGS,
            /// Makes a shared access signature.
            SAS,
            /// To be used from then on.
            USE,
            /// To be written into a program.
            CODE
        }
    }

    public List<Client> all() {
        return List.of(
                az(),
                rclone(),
                azcopy(),
                java(),
                javascript(),
                python(),
                azureStorage(),
                duplicity(),
                restic(),
                hadoop(),
                lanceDb(),
                curl());
    }

    public Optional<Client> of(String id) {
        return all().stream().filter(client -> client.id().equals(id)).findFirst();
    }

    private Client az() {
        return new Client(
                "az",
                "Azure CLI",
                List.of(
                        set(),
                        use("az storage container create --name " + container + "\n"
                                + "az storage blob upload --container-name " + container
                                + " --name a.pdf --file a.pdf\n"
                                + "az storage blob list --container-name " + container + " --output table\n"
                                + "az storage blob download --container-name " + container
                                + " --name a.pdf --file b.pdf")));
    }

    private Client azcopy() {
        return new Client(
                "azcopy",
                "AzCopy",
                List.of(
                        set(),
                        sas(),
                        use("azcopy copy --from-to LocalBlob --recursive folder \"" + endpoint.uri() + "/" + container
                                + "?$SAS\"\n"
                                + "azcopy copy --from-to BlobLocal --recursive \"" + endpoint.uri() + "/" + container
                                + "?$SAS\" folder")));
    }

    private Client rclone() {
        return new Client(
                "rclone",
                "rclone",
                List.of(
                        set(),
                        sas(),
                        use("rclone config create amana azureblob sas_url \"" + endpoint.uri() + "?$SAS\"\n"
                                + "rclone copy folder amana:" + container + "\n"
                                + "rclone sync folder amana:" + container + "\n"
                                + "rclone check folder amana:" + container)));
    }

    /// restic's own Azure backend speaks HTTPS to a host name for each account; through rclone it reaches any endpoint.
    private Client restic() {
        return new Client(
                "restic",
                "restic",
                List.of(
                        set(),
                        sas(),
                        use("rclone config create amana azureblob sas_url \"" + endpoint.uri() + "?$SAS\"\n"
                                + "restic --repo rclone:amana:" + container + " init\n"
                                + "restic --repo rclone:amana:" + container + " backup folder\n"
                                + "restic --repo rclone:amana:" + container + " check")));
    }

    private Client duplicity() {
        return new Client(
                "duplicity",
                "duplicity",
                List.of(
                        new Step(
                                Step.Kind.SET,
                                "export AZURE_CONNECTION_STRING='" + endpoint.connectionString(key) + "'"),
                        use("duplicity folder azure://" + container)));
    }

    private Client java() {
        return new Client(
                "java", "Azure SDK for Java", List.of(set(), code(String.format(Locale.ROOT, """
                BlobServiceClient blobs = new BlobServiceClientBuilder()
                        .connectionString(System.getenv("AZURE_STORAGE_CONNECTION_STRING"))
                        .buildClient();
                blobs.getBlobContainerClient("%s").getBlobClient("a.pdf").uploadFromFile("a.pdf", true);""", container))));
    }

    private Client javascript() {
        return new Client(
                "js", "Azure SDK for JavaScript", List.of(set(), code(String.format(Locale.ROOT, """
                import { BlobServiceClient } from "@azure/storage-blob";

                const blobs = BlobServiceClient.fromConnectionString(process.env.AZURE_STORAGE_CONNECTION_STRING);
                await blobs.getContainerClient("%s").getBlockBlobClient("a.pdf").uploadFile("a.pdf");""", container))));
    }

    private Client python() {
        return new Client(
                "python", "Azure SDK for Python", List.of(set(), code(String.format(Locale.ROOT, """
                import os
                from azure.storage.blob import BlobServiceClient

                blobs = BlobServiceClient.from_connection_string(os.environ["AZURE_STORAGE_CONNECTION_STRING"])
                with open("a.pdf", "rb") as data:
                    blobs.get_blob_client("%s", "a.pdf").upload_blob(data, overwrite=True)""", container))));
    }

    private Client azureStorage() {
        return new Client(
                "azure-storage",
                "azure-storage (npm)",
                List.of(set(), code(String.format(Locale.ROOT, """
                const azure = require("azure-storage");

                const blobs = azure.createBlobService(process.env.AZURE_STORAGE_CONNECTION_STRING);
                blobs.createBlockBlobFromLocalFile("%s", "a.pdf", "a.pdf", (error) => console.log(error ?? "done"));""", container))));
    }

    /// The first text is for `core-site.xml`.
    private Client hadoop() {
        return new Client(
                "hadoop",
                "Hadoop ABFS",
                List.of(
                        new Step(Step.Kind.SETTINGS, coreSite(endpoint, key)),
                        use("hadoop fs -put a.pdf abfs://" + container + "@" + endpoint.account()
                                + ".dfs.core.windows.net/")));
    }

    /// Settings for Hadoop. The driver insists on `.dfs.` in its addresses; the endpoint sends all of them to one place
    /// (Hadoop: `AbfsConfiguration`).
    public static String coreSite(Endpoint endpoint, String key) {
        return String.format(
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
                endpoint.uri().getAuthority(),
                "https".equals(endpoint.uri().getScheme()),
                endpoint.account(),
                key);
    }

    private Client lanceDb() {
        return new Client("lancedb", "LanceDB", List.of(code(lanceDb(endpoint, key, container))));
    }

    /// A program for LanceDB.
    public static String lanceDb(Endpoint endpoint, String key, String container) {
        return String.format(Locale.ROOT, """
                import * as lancedb from "@lancedb/lancedb";

                const database = await lancedb.connect("az://%s/vectors", {
                  storageOptions: {
                    account_name: "%s",
                    account_key: "%s",
                    azure_storage_endpoint: "%s",
                    allow_http: "true",
                  },
                });""", container, endpoint.account(), key, endpoint.uri());
    }

    private Client curl() {
        return new Client(
                "curl",
                "curl",
                List.of(
                        set(),
                        sas(),
                        use("curl -fsS -H 'x-ms-blob-type: BlockBlob' -T a.pdf \"" + endpoint.uri() + "/" + container
                                + "/a.pdf?$SAS\"\n"
                                + "curl -fsS -o b.pdf \"" + endpoint.uri() + "/" + container + "/a.pdf?$SAS\"")));
    }

    private Step set() {
        return new Step(
                Step.Kind.SET, "export AZURE_STORAGE_CONNECTION_STRING='" + endpoint.connectionString(key) + "'");
    }

    private static Step sas() {
        return new Step(
                Step.Kind.SAS,
                "SAS=$(az storage account generate-sas --services b --resource-types sco --permissions acdlrw"
                        + " --expiry \"$(date -u -d '+6 days' +%Y-%m-%dT%H:%MZ)\" --output tsv)");
    }

    private static Step use(String text) {
        return new Step(Step.Kind.USE, text);
    }

    private static Step code(String text) {
        return new Step(Step.Kind.CODE, text);
    }
}
