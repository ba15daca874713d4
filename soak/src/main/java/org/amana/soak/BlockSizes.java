package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.soak.Client.Ask;

/// The blocks that wait under a name, by id, with their sizes.
final class BlockSizes {
    private static final Pattern BLOCK = Pattern.compile("<Name>([^<]*)</Name><Size>([0-9]+)</Size>");

    private BlockSizes() {}

    static Map<String, Long> uncommitted(Desk desk, String path) {
        Map<String, Long> sizes = new TreeMap<>();
        desk.look(Ask.of("GET", path, "comp=blocklist&blocklisttype=uncommitted"))
                .ifPresent(xml -> {
                    Matcher block = BLOCK.matcher(new String(xml, StandardCharsets.UTF_8));
                    while (block.find()) {
                        byte[] id = Base64.getDecoder().decode(block.group(1));
                        sizes.put(new String(id, StandardCharsets.US_ASCII), Long.parseLong(block.group(2)));
                    }
                });
        return sizes;
    }
}
