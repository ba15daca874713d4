package org.amana.web.blob;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /// The word on the command line: `az`, `rclone`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ClientGuide> of(String word) {
        return Stream.of(values()).filter(client -> client.word().equals(word)).findFirst();
    }
}
