package org.amana.web.console;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The kind of a file in a word, from its media type: told beside every name, so that an extension cannot be faked.
final class Kinds {
    private static final Set<String> MAIL = Set.of(
            "application/mbox",
            "application/vnd.ms-outlook",
            "application/vnd.ms-outlook-pst",
            "application/vnd.ms-tnef",
            "application/ms-tnef");

    private static final String NO_LETTERS = "\u00b7\u00b7\u00b7";

    /// The names of formats that their types do not spell.
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("application/pdf", ""),
            Map.entry("text/plain", ""),
            Map.entry("text/html", ""),
            Map.entry("application/xhtml+xml", "XHTML"),
            Map.entry("application/octet-stream", ""),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.template", "DOTX"),
            Map.entry("application/vnd.ms-word.document.macroenabled.12", "DOCM"),
            Map.entry("application/msword", "DOC"),
            Map.entry("application/vnd.oasis.opendocument.text", "ODT"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
            Map.entry("application/vnd.ms-excel.sheet.macroenabled.12", "XLSM"),
            Map.entry("application/vnd.ms-excel.sheet.binary.macroenabled.12", "XLSB"),
            Map.entry("application/vnd.ms-excel", "XLS"),
            Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.slideshow", "PPSX"),
            Map.entry("application/vnd.ms-powerpoint.presentation.macroenabled.12", "PPTM"),
            Map.entry("application/vnd.ms-powerpoint", "PPT"),
            Map.entry("application/vnd.oasis.opendocument.presentation", "ODP"),
            Map.entry("application/vnd.ms-outlook", "MSG"),
            Map.entry("application/vnd.ms-outlook-pst", "PST"),
            Map.entry("application/vnd.ms-tnef", "TNEF"),
            Map.entry("application/epub+zip", "EPUB"),
            Map.entry("application/x-7z-compressed", "7Z"),
            Map.entry("image/svg+xml", "SVG"),
            Map.entry("image/vnd.microsoft.icon", "ICO"),
            Map.entry("audio/mpeg", "MP3"),
            Map.entry("audio/vnd.wave", "WAV"),
            Map.entry("video/quicktime", "MOV"),
            Map.entry("video/x-matroska", "MKV"),
            Map.entry("video/x-msvideo", "AVI"));

    private Kinds() {}

    /// A media type in small letters and without its parameters.
    static String plain(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }

    /// The key of the word, such as `kind.pdf`.
    static String key(String mediaType) {
        String type = plain(mediaType);
        if (type.startsWith("image/")) {
            return "kind.image";
        }
        if (type.startsWith("audio/")) {
            return "kind.sound";
        }
        if (type.startsWith("video/")) {
            return "kind.video";
        }
        if (type.startsWith("message/") || MAIL.contains(type)) {
            return "kind.mail";
        }
        return switch (type) {
            case "application/pdf" -> "kind.pdf";
            case "text/html", "application/xhtml+xml" -> "kind.html";
            case "application/zip", "application/gzip", "application/x-tar", "application/x-7z-compressed" ->
                "kind.archive";
            case "application/json", "application/xml", "text/xml", "text/csv" -> "kind.data";
            default -> office(type);
        };
    }

    /// Whether people count pages in it: a photograph or a film has none, a scan as TIFF may.
    static boolean hasPages(String mediaType) {
        boolean seenOrHeard =
                mediaType.startsWith("image/") || mediaType.startsWith("video/") || mediaType.startsWith("audio/");
        return !seenOrHeard || mediaType.equals("image/tiff");
    }

    private static String office(String type) {
        if (type.contains("wordprocessing")
                || type.contains("msword")
                || type.contains("ms-word")
                || type.endsWith("/rtf")
                || type.endsWith("opendocument.text")) {
            return "kind.word";
        }
        if (type.contains("spreadsheet") || type.contains("ms-excel")) {
            return "kind.sheet";
        }
        if (type.contains("presentation") || type.contains("ms-powerpoint")) {
            return "kind.slides";
        }
        return type.startsWith("text/") ? "kind.text" : "kind.other";
    }

    /// What tells a type from others of its kind: the name of its format, such as `DOCX` beside "Word document"; of a
    /// kind that nobody has a word for, what its makers call it. Empty where the word says all.
    static String format(String mediaType) {
        String type = plain(mediaType);
        String known = FORMATS.get(type);
        if (known != null) {
            return known;
        }
        String subtype = type.substring(type.lastIndexOf('/') + 1).replaceFirst("^(x|vnd)[.-]", "");
        return letters(subtype).equals(NO_LETTERS) ? subtype : letters(subtype);
    }

    /// A few letters that stand where a picture is missing.
    static String letters(String name, String mediaType) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        boolean plain = !extension.isEmpty()
                && extension.length() <= 4
                && extension.chars().allMatch(Ascii::isLetterOrDigit);
        return plain ? extension.toUpperCase(Locale.ROOT) : letters(mediaType);
    }

    /// As the extension of such files is; dots where the type has none that is short.
    private static String letters(String mediaType) {
        String subtype = mediaType.substring(mediaType.lastIndexOf('/') + 1);
        return switch (subtype) {
            case "plain" -> "TXT";
            case "rfc822" -> "EML";
            case "markdown" -> "MD";
            case "javascript" -> "JS";
            default ->
                subtype.length() <= 4 && subtype.chars().allMatch(Ascii::isLetterOrDigit)
                        ? subtype.toUpperCase(Locale.ROOT)
                        : NO_LETTERS;
        };
    }
}
