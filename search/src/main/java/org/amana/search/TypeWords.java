package org.amana.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What people call types of files, for `type:` in a query.
final class TypeWords {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN = "application/vnd.oasis.opendocument.";

    /// Media types by everyday word; one that ends in `/` or `.` stands for all that begin so.
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("pdf", List.of("application/pdf")),
            Map.entry(
                    "word",
                    List.of(
                            "application/msword",
                            "application/vnd.ms-word.",
                            "application/vnd.ms-wordml",
                            "application/vnd.ms-word2006ml",
                            OFFICE + "wordprocessingml.",
                            OPEN + "text",
                            "application/rtf")),
            Map.entry(
                    "excel",
                    List.of(
                            "application/vnd.ms-excel",
                            "application/vnd.ms-excel.",
                            "application/vnd.ms-spreadsheetml",
                            OFFICE + "spreadsheetml.",
                            OPEN + "spreadsheet")),
            Map.entry(
                    "powerpoint",
                    List.of("application/vnd.ms-powerpoint", OFFICE + "presentationml.", OPEN + "presentation")),
            Map.entry("mail", List.of("message/", "application/vnd.ms-outlook", "application/mbox")),
            Map.entry("image", List.of("image/")),
            Map.entry("video", List.of("video/")),
            Map.entry("sound", List.of("audio/")),
            Map.entry("text", List.of("text/plain", "text/markdown", "text/csv")),
            Map.entry("html", List.of("text/html", "application/xhtml+xml")),
            Map.entry(
                    "archive",
                    List.of(
                            "application/zip",
                            "application/x-tar",
                            "application/gzip",
                            "application/x-7z-compressed",
                            "application/vnd.rar",
                            "application/x-rar-compressed")));

    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("doc", "word"),
            Map.entry("docx", "word"),
            Map.entry("xls", "excel"),
            Map.entry("xlsx", "excel"),
            Map.entry("spreadsheet", "excel"),
            Map.entry("ppt", "powerpoint"),
            Map.entry("pptx", "powerpoint"),
            Map.entry("email", "mail"),
            Map.entry("eml", "mail"),
            Map.entry("picture", "image"),
            Map.entry("photo", "image"),
            Map.entry("audio", "sound"),
            Map.entry("txt", "text"),
            Map.entry("htm", "html"),
            Map.entry("zip", "archive"),
            Map.entry("imagen", "image"),
            Map.entry("vídeo", "video"),
            Map.entry("correo", "mail"),
            Map.entry("texto", "text"),
            Map.entry("صورة", "image"),
            Map.entry("فيديو", "video"),
            Map.entry("صوت", "sound"),
            Map.entry("بريد", "mail"),
            Map.entry("نص", "text"));

    private TypeWords() {}

    /// The media types, or beginnings of them (ending in `/` or `.`), that a word stands for. A word that is none and
    /// no media type either may still be a file's extension.
    static List<String> mediaTypes(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.contains("/")) {
            return List.of(lower.endsWith("*") ? lower.substring(0, lower.length() - 1) : lower);
        }
        return WORDS.getOrDefault(SAME.getOrDefault(lower, lower), List.of());
    }

    static boolean isBeginning(String mediaType) {
        return mediaType.endsWith("/") || mediaType.endsWith(".");
    }
}
