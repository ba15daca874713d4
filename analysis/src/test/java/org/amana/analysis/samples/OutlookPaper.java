package org.amana.analysis.samples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes small Outlook mailboxes ([MS-PST], Unicode, not encoded): the folder Inbox with mails in it. Each block is
/// small enough for one page; checksums are left at zero, which no reader looks at.
public final class OutlookPaper {
    private static final Instant EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final int LONG = 0x0003;
    private static final int BOOL = 0x000B;
    private static final int TEXT = 0x001F;
    private static final int TIME = 0x0040;
    private static final int BINARY = 0x0102;

    private static final int STORE = 0x21;
    private static final int NAMES = 0x61;
    private static final int ROOT = 0x122;
    private static final int TOP = 0x8022;
    private static final int INBOX = 0x8042;
    /// The number of the first mail.
    public static final int FIRST_MESSAGE = 0x200024;

    private static final int STEP = 0x20;
    private static final int HIERARCHY = 11;
    private static final int CONTENTS = 12;
    private static final int RECIPIENTS = 0x692;
    private static final int ATTACHMENTS = 0x671;
    private static final int FIRST_ATTACHMENT = 0x8025;

    private static final int PAGE = 512;
    private static final int NODES_AT = 1024;
    private static final int BLOCKS_AT = NODES_AT + 2 * PAGE;
    private static final int TRAILER = 16;

    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private final List<Block> places = new ArrayList<>();
    private final Map<Integer, Node> nodes = new TreeMap<>();

    /// Where a block lies in the file.
    private record Block(long id, long at, int length) {}

    /// @param data number of the block of what it says
    /// @param inside number of the block that lists what it has inside; 0 for nothing
    private record Node(long data, long inside, int parent) {}

    /// Somebody in a mail.
    ///
    /// @param kind 1 to, 2 copy, 3 hidden copy
    public record Person(int kind, String name, String address) {}

    /// A mail; an empty text is not in it.
    ///
    /// @param attachments content by name
    public record Mail(
            String subject,
            String from,
            String address,
            Instant sent,
            String plain,
            String html,
            List<Person> people,
            Map<String, byte[]> attachments) {}

    private OutlookPaper() {}

    /// @param lost how many more mails the folder lists that are not there
    public static byte[] mailbox(List<Mail> mails, int lost) {
        return new OutlookPaper().write(mails, lost);
    }

    private byte[] write(List<Mail> mails, int lost) {
        node(STORE, 0, properties(Map.of(0x3001, "Paper", 0x35E0, entry(TOP))));
        byte[] name = bytes(buffer(8).putInt(0x8501).putShort((short) 2));
        node(NAMES, 0, properties(Map.of(0x0001, 1, 0x0002, new byte[16], 0x0003, name, 0x0004, new byte[4])));
        folder(ROOT, "", 0, List.of(TOP));
        folder(TOP, "Top of Outlook data file", 0, List.of(INBOX));
        List<Integer> messages = new ArrayList<>();
        for (int i = 0; i < mails.size() + lost; i++) {
            messages.add(FIRST_MESSAGE + i * STEP);
        }
        folder(INBOX, "Inbox", messages.size(), List.of());
        node(INBOX + CONTENTS, INBOX, table(messages, List.of()));
        for (int i = 0; i < mails.size(); i++) {
            mail(FIRST_MESSAGE + i * STEP, mails.get(i));
        }
        return file();
    }

    private void folder(int id, String name, int messages, List<Integer> inner) {
        Map<Integer, Object> facts = new TreeMap<>();
        facts.put(0x3001, name);
        facts.put(0x3602, messages);
        facts.put(0x360A, !inner.isEmpty());
        node(id, id == ROOT ? ROOT : TOP, properties(facts));
        node(id + HIERARCHY, id, table(inner, List.of()));
        if (messages == 0) {
            node(id + CONTENTS, id, table(List.of(), List.of()));
        }
    }

    private void mail(int id, Mail mail) {
        Map<Integer, Object> facts = new TreeMap<>();
        facts.put(0x001A, "IPM.Note");
        facts.put(0x0037, mail.subject());
        facts.put(0x0039, mail.sent());
        facts.put(0x0C1A, mail.from());
        facts.put(0x0C1F, mail.address());
        facts.put(0x0E07, 1);
        facts.put(0x0E1B, !mail.attachments().isEmpty());
        if (!mail.plain().isEmpty()) {
            facts.put(0x1000, mail.plain());
        }
        if (!mail.html().isEmpty()) {
            facts.put(0x1013, mail.html().getBytes(StandardCharsets.UTF_8));
            facts.put(0x3FDE, 65001);
        }
        List<Integer> rows = new ArrayList<>();
        List<Map<Integer, Object>> people = new ArrayList<>();
        for (Person person : mail.people()) {
            rows.add(rows.size() + 1);
            people.add(Map.of(0x0C15, person.kind(), 0x3001, person.name(), 0x39FE, person.address()));
        }
        Map<Integer, Long> inside = new TreeMap<>();
        inside.put(RECIPIENTS, block(table(rows, people)));
        List<Integer> attached = new ArrayList<>();
        for (Map.Entry<String, byte[]> attachment : mail.attachments().entrySet()) {
            int number = FIRST_ATTACHMENT + attached.size() * STEP;
            attached.add(number);
            byte[] content = properties(Map.of(
                    0x0E20,
                    attachment.getValue().length,
                    0x3701,
                    attachment.getValue(),
                    0x3705,
                    1,
                    0x3707,
                    attachment.getKey()));
            inside.put(number, block(content));
        }
        inside.put(ATTACHMENTS, block(table(attached, List.of())));
        long data = block(properties(facts));
        nodes.put(id, new Node(data, innerBlock(inside), INBOX));
    }

    private void node(int id, int parent, byte[] content) {
        nodes.put(id, new Node(block(content), 0, parent));
    }

    private static byte[] entry(int id) {
        return bytes(buffer(24).putInt(20, id));
    }

    /// A property context (§2.3.3).
    private static byte[] properties(Map<Integer, Object> values) {
        List<byte[]> heap = new ArrayList<>();
        heap.add(tree(2, 6, 2));
        heap.add(new byte[0]);
        ByteBuffer records = buffer(values.size() * 8);
        new TreeMap<>(values).forEach((id, value) -> {
            records.putShort(id.shortValue()).putShort((short) type(value)).putInt(inline(value, heap));
        });
        heap.set(1, bytes(records));
        return heap(0xBC, 1, heap);
    }

    private static int type(Object value) {
        return switch (value) {
            case Integer _ -> LONG;
            case Boolean _ -> BOOL;
            case String _ -> TEXT;
            case Instant _ -> TIME;
            default -> BINARY;
        };
    }

    /// The value, or where on the heap it stands.
    private static int inline(Object value, List<byte[]> heap) {
        return switch (value) {
            case Integer number -> number;
            case Boolean yes -> yes ? 1 : 0;
            case String text -> onHeap(text.getBytes(StandardCharsets.UTF_16LE), heap);
            case Instant time ->
                onHeap(bytes(buffer(8).putLong(Duration.between(EPOCH, time).toMillis() * 10_000)), heap);
            default -> onHeap((byte[]) value, heap);
        };
    }

    private static int onHeap(byte[] bytes, List<byte[]> heap) {
        if (bytes.length == 0) {
            return 0;
        }
        heap.add(bytes);
        return heap.size() << 5;
    }

    /// A table context (§2.3.4), whose columns are of four bytes each.
    ///
    /// @param ids of the rows
    /// @param rows what else stands in them; may be empty
    private static byte[] table(List<Integer> ids, List<? extends Map<Integer, Object>> rows) {
        TreeMap<Integer, Integer> columns = new TreeMap<>(Map.of(0x67F2, LONG, 0x67F3, LONG));
        rows.forEach(row -> row.forEach((id, value) -> columns.put(id, type(value))));
        List<byte[]> heap = new ArrayList<>();
        heap.add(tree(4, 4, ids.isEmpty() ? 0 : 3));
        heap.add(new byte[0]);
        List<Integer> order = new ArrayList<>(List.of(0x67F2, 0x67F3));
        columns.keySet().stream().filter(id -> !order.contains(id)).forEach(order::add);
        int width = order.size() * 4;
        int present = (order.size() + 7) / 8;
        ByteBuffer index = buffer(ids.size() * 8);
        ByteBuffer matrix = buffer(ids.size() * (width + present));
        if (!ids.isEmpty()) {
            heap.add(new byte[0]);
            heap.add(new byte[0]);
        }
        for (int i = 0; i < ids.size(); i++) {
            index.putInt(ids.get(i)).putInt(i);
            Map<Integer, Object> row = i < rows.size() ? rows.get(i) : Map.of();
            for (int column = 0; column < order.size(); column++) {
                int id = order.get(column);
                Object value = id == 0x67F2 ? ids.get(i) : id == 0x67F3 ? Integer.valueOf(1) : row.get(id);
                matrix.putInt(value == null ? 0 : inline(value, heap));
            }
            matrix.put((byte) -1); // all there; the bits that belong to no column say nothing
        }
        if (!ids.isEmpty()) {
            heap.set(2, bytes(index));
            heap.set(3, bytes(matrix));
        }
        ByteBuffer head = buffer(22 + order.size() * 8).put((byte) 0x7C).put((byte) order.size());
        head.putShort((short) width)
                .putShort((short) width)
                .putShort((short) width)
                .putShort((short) (width + present));
        head.putInt(1 << 5).putInt(ids.isEmpty() ? 0 : 4 << 5).putInt(0);
        columns.forEach((id, type) -> {
            int column = order.indexOf(id);
            head.putShort(type.shortValue()).putShort(id.shortValue());
            head.putShort((short) (column * 4)).put((byte) 4).put((byte) column);
        });
        heap.set(1, bytes(head));
        return heap(0x7C, 2, heap);
    }

    /// The head of a tree on a heap (§2.3.2.1), which libpst looks for in the first place.
    private static byte[] tree(int key, int value, int place) {
        return bytes(buffer(8)
                .put((byte) 0xB5)
                .put((byte) key)
                .put((byte) value)
                .put((byte) 0)
                .putInt(place << 5));
    }

    /// A heap on a node (§2.3.1).
    private static byte[] heap(int kind, int root, List<byte[]> things) {
        int length = things.stream().mapToInt(thing -> thing.length).sum();
        int map = (12 + length + 1) / 2 * 2;
        ByteBuffer heap = buffer(map + 4 + 2 * (things.size() + 1));
        heap.putShort((short) map)
                .put((byte) 0xEC)
                .put((byte) kind)
                .putInt(root << 5)
                .putInt(0);
        ByteBuffer starts = heap.slice(map, heap.capacity() - map).order(ByteOrder.LITTLE_ENDIAN);
        starts.putShort((short) things.size()).putShort((short) 0);
        for (byte[] thing : things) {
            starts.putShort((short) heap.position());
            heap.put(thing);
        }
        starts.putShort((short) heap.position());
        return bytes(heap);
    }

    /// @return its number
    private long block(byte[] content) {
        return block(content, 0);
    }

    /// @param nature 2 for what lists other blocks
    private long block(byte[] content, int nature) {
        long id = 4L * (places.size() + 1) + nature;
        places.add(new Block(id, (long) BLOCKS_AT + blocks.size(), content.length));
        int padded = (content.length + TRAILER + 63) / 64 * 64;
        ByteBuffer block = buffer(padded).put(content).position(padded - TRAILER);
        block.putShort((short) content.length).putShort((short) 0).putInt(0).putLong(id);
        blocks.writeBytes(bytes(block));
        return id;
    }

    /// What a node has inside (§2.2.2.8.3.3.1).
    private long innerBlock(Map<Integer, Long> inside) {
        ByteBuffer list =
                buffer(8 + inside.size() * 24).put((byte) 2).put((byte) 0).putShort((short) inside.size());
        list.putInt(0);
        inside.forEach((id, block) -> list.putLong(id).putLong(block).putLong(0));
        return block(bytes(list), 2);
    }

    private byte[] file() {
        ByteBuffer nodePage = buffer(PAGE);
        nodes.forEach((id, node) -> nodePage.putLong(id)
                .putLong(node.data())
                .putLong(node.inside())
                .putInt(node.parent())
                .putInt(0));
        ByteBuffer blockPage = buffer(PAGE);
        places.forEach(place -> blockPage
                .putLong(place.id())
                .putLong(place.at())
                .putShort((short) place.length())
                .putShort((short) 2)
                .putInt(0));
        long end = (long) BLOCKS_AT + blocks.size();
        ByteBuffer head =
                buffer(NODES_AT).put("!BDN".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        head.put("SM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 23).putShort((short) 19);
        head.put((byte) 1).put((byte) 1);
        head.putLong(184, end)
                .putLong(216, 1)
                .putLong(224, NODES_AT)
                .putLong(232, 2)
                .putLong(240, BLOCKS_AT - PAGE);
        head.put(512, (byte) 0x80);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes(head));
        file.writeBytes(leaf(nodePage, nodes.size(), 32, 0x81, 1));
        file.writeBytes(leaf(blockPage, places.size(), 24, 0x80, 2));
        file.writeBytes(blocks.toByteArray());
        return file.toByteArray();
    }

    /// A page of a tree with nothing below it (§2.2.2.7.7.1).
    private static byte[] leaf(ByteBuffer page, int entries, int length, int kind, long id) {
        if (entries * length > 488) {
            throw new IllegalArgumentException(entries + " entries on a page");
        }
        page.put(488, (byte) entries).put(489, (byte) (488 / length)).put(490, (byte) length);
        page.put(496, (byte) kind).put(497, (byte) kind).putLong(504, id);
        return bytes(page);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
