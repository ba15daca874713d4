package org.amana.analysis.worker;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;

/// What people are told a file is: Tika tells apart more than has a name outside of it, and calls that by names of its
/// own, such as `application/x-tika-msoffice`.
final class PublicTypes {
    private static final Pattern INNER = Pattern.compile("application/(?:x-tika-|vnd\\.apple\\.unknown).*");

    /// Versions of a format that has one name.
    private static final Pattern VERSION = Pattern.compile("(application/vnd\\.apple\\.[a-z]+)\\.[0-9]+");

    private static final Pattern OFFICE = Pattern.compile(
            "application/(?:msword|vnd\\.(?:ms-|openxmlformats-|visio|oasis\\.|stardivision\\.|apple\\.).*|x-mspublisher)");

    /// What such files are outside, whatever is in them.
    private static final Map<String, String> CONTAINERS = Map.of(
            "application/x-tika-msoffice", Storages.TYPE,
            "application/x-tika-msoffice-embedded", Storages.TYPE,
            "application/x-tika-ooxml-protected", Storages.TYPE,
            "application/x-tika-staroffice", Storages.TYPE);

    /// What a name calls otherwise than the content, and both are right.
    private static final Map<String, String> AKIN = Map.of(
            "application/gzip", "image/svg+xml",
            "application/x-snappy", "application/x-snappy-framed",
            "application/x-bplist-memgraph", "application/x-memgraph");

    private PublicTypes() {}

    /// The name that is known for a type; the nearest more general one where there is none.
    static String of(String type) {
        String container = CONTAINERS.get(type);
        if (container != null) {
            return container;
        }
        MediaTypeRegistry registry = MediaTypeRegistry.getDefaultRegistry();
        MediaType known = MediaType.parse(type);
        while (known != null && INNER.matcher(known.toString()).matches()) {
            known = registry.getSupertype(known);
        }
        return known == null ? Types.UNKNOWN : VERSION.matcher(known.toString()).replaceFirst("$1");
    }

    /// What a file is called, by content and by name: a container of office documents that says no more of itself is
    /// what its name says.
    static Types.Told of(Types.Told told) {
        String type = told.type();
        String claimed = told.claimed();
        if (INNER.matcher(type).matches() && OFFICE.matcher(claimed).matches()) {
            return new Types.Told(claimed, "", told.exact());
        }
        boolean akin = claimed.equals(AKIN.get(type))
                || claimed.equals(of(type))
                || (claimed.equals("application/x-staroffice-template") && type.contains("stardivision"));
        return new Types.Told(of(type), akin ? "" : claimed, told.exact());
    }
}
