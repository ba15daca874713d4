package org.amana.analysis.worker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.XMPDM;
import org.jspecify.annotations.Nullable;

/// The few facts that a document says of itself and that people ask for, under names of ours. What tells where somebody
/// was (coordinates of a photograph) is left out on purpose.
final class Facts {
    private static final int LONGEST = 1_000;

    /// Where a word may be divided, and which way it runs: usual in Arabic, Persian and Hebrew.
    private static final Pattern MARKS = Pattern.compile("[\\u00AD\\u061C\\u200E\\u200F]");

    private static final Map<Property, String> NAMES = Map.ofEntries(
            Map.entry(TikaCoreProperties.CREATOR, "author"),
            Map.entry(TikaCoreProperties.CREATED, "created"),
            Map.entry(TikaCoreProperties.MODIFIED, "modified"),
            Map.entry(TikaCoreProperties.SUBJECT, "subject"),
            Map.entry(TikaCoreProperties.DESCRIPTION, "description"),
            Map.entry(TikaCoreProperties.PUBLISHER, "publisher"),
            Map.entry(TikaCoreProperties.RIGHTS, "copyright"),
            Map.entry(TikaCoreProperties.LANGUAGE, "declared-language"),
            Map.entry(TikaCoreProperties.CREATOR_TOOL, "software"),
            Map.entry(Office.KEYWORDS, "keywords"),
            Map.entry(Office.LAST_AUTHOR, "last-author"),
            Map.entry(TIFF.ORIGINAL_DATE, "taken"),
            Map.entry(TIFF.EQUIPMENT_MODEL, "camera"));

    private static final Map<String, String> PLAIN_NAMES = Map.of(
            Message.MESSAGE_FROM,
            "from",
            Message.MESSAGE_TO,
            "to",
            Message.MESSAGE_CC,
            "cc",
            Message.MESSAGE_BCC,
            "bcc",
            "Content-Encoding",
            "encoding",
            "Exif IFD0:Artist",
            "author",
            "Exif IFD0:Copyright",
            "copyright");

    private Facts() {}

    static Map<String, String> of(Metadata metadata) {
        Map<String, String> facts = new LinkedHashMap<>();
        NAMES.forEach((property, name) -> put(facts, name, metadata.getValues(property)));
        PLAIN_NAMES.forEach((property, name) -> put(facts, name, metadata.getValues(property)));
        put(facts, "duration", duration(metadata.get(XMPDM.DURATION)));
        return facts;
    }

    private static String duration(@Nullable String seconds) {
        return seconds != null && seconds.matches("[0-9]{1,9}(\\.[0-9]*)?")
                ? Films.clock(Double.parseDouble(seconds))
                : "";
    }

    static String title(Metadata metadata) {
        String title = metadata.get(TikaCoreProperties.TITLE);
        String subject = metadata.get(TikaCoreProperties.SUBJECT);
        return said(title != null ? title : subject != null && isMail(metadata) ? subject : "");
    }

    private static boolean isMail(Metadata metadata) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return type != null && (type.startsWith("message/") || type.startsWith("application/vnd.ms-outlook"));
    }

    static void put(Map<String, String> facts, String name, String... values) {
        String joined = said(Arrays.stream(values).distinct().collect(Collectors.joining(", ")));
        if (!joined.isEmpty()) {
            facts.putIfAbsent(name, joined);
        }
    }

    /// In what a document says of itself, these marks do no harm, and are no letters; in names of files they may
    /// deceive.
    private static String said(String value) {
        return clean(MARKS.matcher(value).replaceAll(""));
    }

    static String clean(String value) {
        String line = TextCollector.tidy(value).replace('\n', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
