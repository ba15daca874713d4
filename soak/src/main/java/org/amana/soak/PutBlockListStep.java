package org.amana.soak;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Put Block List.
record PutBlockListStep(Spot spot, List<Choice> choices, String type, Map<String, String> metadata, Wanted wanted)
        implements Step.Request {
    /// @param from `Committed`, `Uncommitted` or `Latest`
    /// @param id   in Base64
    record Choice(String from, String id) {}

    PutBlockListStep {
        choices = List.copyOf(choices);
        metadata = Map.copyOf(metadata);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        PutBlobStep.described(headers, type, metadata, Map.of());
        wanted.write(headers, model.look(spot));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        for (Choice choice : choices) {
            xml.append('<').append(choice.from()).append('>').append(choice.id());
            xml.append("</").append(choice.from()).append('>');
        }
        return Client.Ask.put(
                spot.path(),
                "comp=blocklist",
                headers,
                xml.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        wanted.requireForCreate(entry, model.now());
        entry.requireType(ModelKind.Block.WHOLE);
        List<ModelBlob.Block> blocks = chosen(entry);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        blocks.forEach(block -> whole.writeBytes(block.bytes()));
        model.write(
                spot,
                new ModelBlob(
                        whole.toByteArray(),
                        new ModelKind.Block(blocks),
                        ModelBlob.typeOr(type),
                        Optional.empty(),
                        metadata,
                        new TreeMap<>(),
                        Optional.empty(),
                        ModelLease.NONE,
                        "",
                        "",
                        model.now(),
                        model.now()));
        return Written.anew(201, model, spot).with("x-ms-request-server-encrypted", "true");
    }

    private List<ModelBlob.Block> chosen(ModelAccount.Entry entry) {
        Map<String, byte[]> committed = new HashMap<>();
        entry.blob.ifPresent(blob -> blob.blocks().forEach(block -> committed.put(block.id(), block.bytes())));
        List<ModelBlob.Block> blocks = new ArrayList<>();
        for (Choice choice : choices) {
            byte[] bytes = switch (choice.from()) {
                case "Committed" -> committed.get(choice.id());
                case "Uncommitted" -> entry.staged.get(choice.id());
                default -> entry.staged.getOrDefault(choice.id(), committed.get(choice.id()));
            };
            if (bytes == null) {
                throw new Unmet(400, "InvalidBlockList");
            }
            blocks.add(new ModelBlob.Block(choice.id(), bytes));
        }
        return blocks;
    }
}
