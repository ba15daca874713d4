package org.amana.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.amana.blob.AccountName;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListContainers;
import org.amana.blob.Md5;
import org.amana.blob.RestoreContainer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.lifecycle.PolicyJson;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Service;
import org.amana.store.Catalog;

/// Writes one inventory: goes page by page through what a rule is about, so that there is never more in memory than a
/// page and a block. The manifest says `Pending` while it does; its checksum is written when all is done (Azure:
/// *Inventory files*).
///
/// @param endpoint of the account, for the manifest
/// @param stopped asked before each page
record InventoryRun(
        Catalog catalog,
        BlobService blobs,
        Gate gate,
        AccountName account,
        Caller caller,
        URI endpoint,
        BooleanSupplier stopped) {
    private static final System.Logger LOG = System.getLogger(InventoryRun.class.getName());

    private static final int CONTAINERS_A_PAGE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Counts what is told of.
    private static final class Sum {
        private long objects;
        private long bytes;
    }

    /// Runs a rule; what goes wrong is in the result, and in the manifest if that can be written.
    InventoryState.Run run(InventoryRule rule) {
        Instant started = catalog.now();
        String folder = FOLDER.format(started) + "/" + rule.name();
        Destination destination = new Destination(blobs, gate, new ContainerRef(account, rule.destination()), caller);
        Sum sum = new Sum();
        try {
            manifest(destination, rule, folder, started, "Pending", sum, 0);
            Destination.Writer file = destination.begin(folder + "/" + rule.name() + ".csv");
            switch (rule.subject()) {
                case InventoryRule.Subject.Blobs(List<BlobField> fields) -> blobs(rule, fields, file, sum);
                case InventoryRule.Subject.Containers(List<ContainerField> fields) ->
                    containers(rule, fields, file, sum);
            }
            byte[] manifest = manifest(destination, rule, folder, started, "Succeeded", sum, file.end());
            destination.put(
                    folder + "/" + rule.name() + "-manifest.checksum",
                    "text/plain",
                    Md5.ofBytes(manifest).base64().getBytes(StandardCharsets.US_ASCII));
            return new InventoryState.Run(rule.name(), started, catalog.now(), folder, sum.objects, sum.bytes, "");
        } catch (AmanaException e) {
            return failed(destination, rule, folder, started, e.message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "inventory " + rule.name() + " of account " + account + " failed", e);
            return failed(destination, rule, folder, started, "an internal error");
        }
    }

    /// Says so where the inventory would be too, as far as it can be said there.
    private InventoryState.Run failed(
            Destination destination, InventoryRule rule, String folder, Instant started, String why) {
        try {
            manifest(destination, rule, folder, started, "Failed", new Sum(), 0);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "no manifest of what failed: {0}", e.getMessage());
        }
        return new InventoryState.Run(rule.name(), started, catalog.now(), folder, 0, 0, why);
    }

    private void blobs(InventoryRule rule, List<BlobField> fields, Destination.Writer file, Sum sum) {
        file.write(Csv.line(fields.stream().map(BlobField::azure).toList()));
        eachContainer(false, container -> {
            ContainerRef ref = new ContainerRef(account, container.name());
            for (String beginning : rule.filter().beginnings(container.name().value())) {
                blobs(rule, fields, ListBlobs.of(ref).withPrefix(beginning), file, sum);
            }
        });
    }

    private void blobs(InventoryRule rule, List<BlobField> fields, ListBlobs all, Destination.Writer file, Sum sum) {
        String marker = "";
        do {
            requireRunning();
            ListBlobs command = all.withMarker(marker).withInclude(rule.filter().includes());
            AccessRequest looking =
                    AccessRequest.in(() -> blobs.facts().of(all.container()), caller, Service.BLOB, Action.LIST);
            Passage<BlobPage> listed = gate.pass(looking, blobs.listBlobs(command));
            if (isGone(listed)) {
                return; // it was deleted while others were listed
            }
            BlobPage page = listed.orThrow();
            Instant now = catalog.now();
            for (BlobItem item : page.items()) {
                if (item instanceof BlobItem.Blob blob) {
                    String path = all.container().name() + "/" + blob.blob().value();
                    if (rule.filter().covers(path, blob, now)) {
                        BlobField.Line line = new BlobField.Line(path, blob, now);
                        file.write(
                                Csv.line(fields.stream()
                                        .map(field -> field.value(line))
                                        .toList()),
                                looking.box().orElseThrow());
                        sum.objects++;
                        sum.bytes += blob.properties().length();
                    }
                }
            }
            marker = page.nextMarker();
        } while (!marker.isEmpty());
    }

    private static boolean isGone(Passage<BlobPage> listed) {
        return listed instanceof Passage.Failed<BlobPage> failed
                && failed.failure().code() == ErrorCode.CONTAINER_NOT_FOUND;
    }

    private void containers(InventoryRule rule, List<ContainerField> fields, Destination.Writer file, Sum sum) {
        file.write(Csv.line(fields.stream().map(ContainerField::azure).toList()));
        eachContainer(rule.filter().deleted(), container -> {
            Optional<BoxFacts> facts = facts(container);
            if (facts.isPresent()
                    && rule.filter().coversContainer(container.name().value())) {
                file.write(
                        Csv.line(fields.stream()
                                .map(field -> field.value(container))
                                .toList()),
                        facts.get());
                sum.objects++;
            }
        });
    }

    /// Of one that was listed; empty when it is gone since.
    private Optional<BoxFacts> facts(ContainerProperties listed) {
        ContainerRef container = new ContainerRef(account, listed.name());
        return listed.deletion().isPresent()
                ? blobs.facts().ofDeleted(new RestoreContainer(container, listed.name(), listed.deletedVersion()))
                : Optional.of(blobs.facts().of(container)).filter(BoxFacts::exists);
    }

    private interface Visitor {
        void visit(ContainerProperties container);
    }

    private void eachContainer(boolean deleted, Visitor visitor) {
        String marker = "";
        do {
            requireRunning();
            ListContainers command = new ListContainers(account, "", marker, CONTAINERS_A_PAGE, true, false, deleted);
            ContainerPage page = gate.pass(
                            AccessRequest.on(
                                    blobs.facts().of(account).orElseThrow(), caller, Service.BLOB, Action.LIST),
                            blobs.listContainers(command))
                    .orThrow();
            page.items().forEach(visitor::visit);
            marker = page.nextMarker();
        } while (!marker.isEmpty());
    }

    private void requireRunning() {
        if (stopped.getAsBoolean()) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "the server was stopped meanwhile");
        }
    }

    /// @param length bytes of the inventory
    private byte[] manifest(
            Destination destination,
            InventoryRule rule,
            String folder,
            Instant started,
            String status,
            Sum sum,
            long length) {
        boolean done = status.equals("Succeeded");
        ObjectNode json = JSON.createObjectNode();
        json.put("destinationContainer", rule.destination().value());
        json.put("endpoint", endpoint.toString());
        var files = json.putArray("files");
        if (done) {
            files.addObject().put("blob", folder + "/" + rule.name() + ".csv").put("size", length);
        }
        if (!status.equals("Pending")) {
            json.put("inventoryCompletionTime", Csv.time(catalog.now()));
        }
        json.put("inventoryStartTime", Csv.time(started));
        JsonNode definition = PolicyJson.parse(rule.definition());
        json.set("ruleDefinition", definition);
        json.put("ruleName", rule.name());
        json.put("status", status);
        if (done) {
            json.putObject("summary").put("objectCount", sum.objects).put("totalObjectSize", sum.bytes);
        }
        json.put("version", "1.0");
        byte[] bytes = bytes(json);
        destination.put(folder + "/" + rule.name() + "-manifest.json", "application/json", bytes);
        return bytes;
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
