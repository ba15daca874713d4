package org.amana.analysis.worker;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> TIMES = Set.of("created", "modified", "taken");

    /// From where Windows, Unix, Macintosh and OLE count. Who writes zero there was not told the time.
    private static final List<String> ZEROS =
            List.of("1601-01-01T00:00:00", "1970-01-01T00:00:00", "1904-01-01T00:00:00", "1899-12-30T00:00:00");

    private static final Pattern FRACTION = Pattern.compile("(T\\d{2}:\\d{2}:\\d{2})\\.\\d+");
    private static final Pattern BARE_ZONE = Pattern.compile("(T.*[+-]\\d{2})(\\d{2})$");

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
        String value = TIMES.contains(name) ? time(values) : said(all(values));
        if (!value.isEmpty()) {
            facts.putIfAbsent(name, value);
        }
    }

    private static String all(String... values) {
        return Arrays.stream(values).distinct().collect(Collectors.joining(", "));
    }

    /// In what a document says of itself, these marks do no harm, and are no letters; in names of files they may
    /// deceive.
    private static String said(String value) {
        return clean(MARKS.matcher(value).replaceAll(""));
    }

    /// The first that was given, to the second.
    private static String time(String... values) {
        for (String value : values) {
            String time = FRACTION.matcher(written(clean(value))).replaceFirst("$1");
            if (!time.isEmpty() && ZEROS.stream().noneMatch(time::startsWith)) {
                return BARE_ZONE.matcher(time).replaceFirst("$1:$2");
            }
        }
        return "";
    }

    /// OneNote's times come in seconds since 1970.
    private static String written(String time) {
        return time.matches("[0-9]{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(time)).toString()
                : time;
    }

    /// What a mail is called that has a subject and no name.
    static String fileName(String subject, String otherwise) {
        String name = clean(subject.replace('/', ' '));
        return name.isEmpty() ? otherwise : name;
    }

    static String clean(String value) {
        String line = TextCollector.tidy(value).replace('\n', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
