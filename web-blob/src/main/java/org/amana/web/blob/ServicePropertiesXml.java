package org.amana.web.blob;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amana.blob.ServiceProperties;
import org.amana.blob.ServiceProperties.CorsRule;
import org.amana.blob.ServiceProperties.Logging;
import org.amana.blob.ServiceProperties.Metrics;
import org.amana.blob.ServiceProperties.Retention;
import org.amana.blob.ServiceProperties.StaticWebsite;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// `StorageServiceProperties` (Azure REST: *Set Blob Service Properties*).
final class ServicePropertiesXml {
    private static final Set<String> CORS_METHODS =
            new TreeSet<>(Set.of("DELETE", "GET", "HEAD", "MERGE", "PATCH", "POST", "OPTIONS", "PUT"));

    private static final int MOST_ITEMS = 64;
    private static final int MOST_PREFIXES = 2;
    private static final int LONGEST_ITEM = 256;

    /// Bytes of all rules together, without their tags.
    private static final int MOST_CORS_BYTES = 2_048;

    private static final Set<String> PARTS = Set.of(
            "Logging",
            "HourMetrics",
            "MinuteMetrics",
            "Cors",
            "DefaultServiceVersion",
            "DeleteRetentionPolicy",
            "StaticWebsite",
            "Metrics");

    private static final Set<String> OF_LOGGING = Set.of("Version", "Read", "Write", "Delete", "RetentionPolicy");
    private static final Set<String> OF_METRICS = Set.of("Version", "Enabled", "IncludeAPIs", "RetentionPolicy");
    private static final Set<String> OF_RETENTION = Set.of("Enabled", "Days", "AllowPermanentDelete");
    private static final Set<String> OF_RULE =
            Set.of("AllowedOrigins", "AllowedMethods", "AllowedHeaders", "ExposedHeaders", "MaxAgeInSeconds");
    private static final Set<String> OF_WEBSITE =
            Set.of("Enabled", "IndexDocument", "DefaultIndexDocumentPath", "ErrorDocument404Path");

    private ServicePropertiesXml() {}

    /// The properties a document asks for; what it leaves out is taken from the present ones. `Metrics` is what
    /// `HourMetrics` was called before 2013-08-15.
    ///
    /// @throws AmanaException `INVALID_XML`, naming an element that is unknown, missing or there twice, among
    ///     others; `INVALID_XML_VALUE` for a list in a CORS rule that is beyond its limits
    static ServiceProperties read(XmlElement root, ServiceProperties present) {
        root.withOnly(PARTS);
        return new ServiceProperties(
                root.child("Logging").map(ServicePropertiesXml::logging).orElse(present.logging()),
                root.child("HourMetrics")
                        .or(() -> root.child("Metrics"))
                        .map(ServicePropertiesXml::metrics)
                        .orElse(present.hourMetrics()),
                root.child("MinuteMetrics").map(ServicePropertiesXml::metrics).orElse(present.minuteMetrics()),
                root.child("Cors").map(ServicePropertiesXml::cors).orElse(present.cors()),
                root.child("DefaultServiceVersion")
                        .map(ServicePropertiesXml::defaultVersion)
                        .orElse(present.defaultServiceVersion()),
                root.child("DeleteRetentionPolicy")
                        .map(ServicePropertiesXml::retention)
                        .orElse(present.deleteRetention()),
                root.child("DeleteRetentionPolicy")
                        .map(policy -> policy.flagOf("AllowPermanentDelete", false))
                        .orElse(present.permanentDelete()),
                root.child("StaticWebsite").map(ServicePropertiesXml::website).orElse(present.staticWebsite()));
    }

    private static String defaultVersion(XmlElement element) {
        String version = element.text().strip();
        if (!version.isEmpty() && ServiceVersion.read(version).isEmpty()) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "DefaultServiceVersion: " + version + ServiceVersion.NO_VERSION);
        }
        return version;
    }

    private static Logging logging(XmlElement element) {
        element.withOnly(OF_LOGGING);
        return new Logging(
                element.requireTextOf("Version"),
                element.flagOf("Read", false),
                element.flagOf("Write", false),
                element.flagOf("Delete", false),
                retentionIn(element));
    }

    private static Metrics metrics(XmlElement element) {
        element.withOnly(OF_METRICS);
        return new Metrics(
                element.requireTextOf("Version"),
                element.flagOf("Enabled", false),
                element.flagOf("IncludeAPIs", false),
                retentionIn(element));
    }

    private static Retention retentionIn(XmlElement element) {
        return element.child("RetentionPolicy")
                .map(ServicePropertiesXml::retention)
                .orElse(Retention.OFF);
    }

    /// Whether it is on must be said: an empty policy would otherwise turn off what keeps deleted blobs.
    private static Retention retention(XmlElement element) {
        element.withOnly(OF_RETENTION);
        boolean enabled = element.requireFlagOf("Enabled");
        return new Retention(enabled, enabled ? element.numberOf("Days", 0) : 0);
    }

    private static List<CorsRule> cors(XmlElement element) {
        List<CorsRule> rules = element.children().stream()
                .map(rule -> rule.named("CorsRule"))
                .map(ServicePropertiesXml::corsRule)
                .toList();
        int bytes = rules.stream().mapToInt(ServicePropertiesXml::bytes).sum();
        if (bytes > MOST_CORS_BYTES) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML,
                    "Cors: at most " + MOST_CORS_BYTES + " bytes of rules without their tags, not " + bytes);
        }
        return rules;
    }

    private static int bytes(CorsRule rule) {
        String texts = rule.allowedOrigins()
                + rule.allowedMethods()
                + rule.allowedHeaders()
                + rule.exposedHeaders()
                + rule.maxAgeSeconds();
        return texts.getBytes(StandardCharsets.UTF_8).length;
    }

    private static CorsRule corsRule(XmlElement rule) {
        rule.withOnly(OF_RULE);
        int maxAge = rule.numberOf("MaxAgeInSeconds", 0);
        if (maxAge < 0) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "MaxAgeInSeconds must not be below 0, as " + maxAge + " is");
        }
        return new CorsRule(
                origins(rule.requireTextOf("AllowedOrigins")),
                methods(rule.requireTextOf("AllowedMethods")),
                headers("AllowedHeaders", rule.textOf("AllowedHeaders")),
                headers("ExposedHeaders", rule.textOf("ExposedHeaders")),
                maxAge);
    }

    /// Azure: *CORS support for Azure Storage*, *Understanding CORS rules*.
    private static String origins(String text) {
        List<String> items = items("AllowedOrigins", text);
        requireAtMost(MOST_ITEMS, "items", items, "AllowedOrigins", text);
        return text;
    }

    /// Beside the names there may be a few beginnings that end in `*`; a `*` alone is a name here.
    private static String headers(String element, String text) {
        if (text.isEmpty()) {
            return text;
        }
        Map<Boolean, List<String>> items = items(element, text).stream()
                .collect(Collectors.partitioningBy(item -> item.length() > 1 && item.endsWith("*")));
        requireAtMost(MOST_PREFIXES, "items that end in *", items.getOrDefault(true, List.of()), element, text);
        requireAtMost(MOST_ITEMS, "other items", items.getOrDefault(false, List.of()), element, text);
        return text;
    }

    private static List<String> items(String element, String text) {
        List<String> items =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (items.stream().anyMatch(item -> item.isEmpty() || item.length() > LONGEST_ITEM)) {
            throw invalid(element, text, "an item has 1 to " + LONGEST_ITEM + " characters");
        }
        return items;
    }

    private static void requireAtMost(int most, String what, List<String> items, String element, String text) {
        if (items.size() > most) {
            throw invalid(element, text, "at most " + most + " " + what + ", not " + items.size());
        }
    }

    private static AmanaException invalid(String element, String text, String reason) {
        return new AmanaException(ErrorCode.INVALID_XML_VALUE, element + ": " + reason)
                .with("XmlNodeName", element)
                .with("XmlNodeValue", text);
    }

    private static String methods(String text) {
        for (String method : text.split(",")) {
            if (!CORS_METHODS.contains(method.strip())) {
                throw new AmanaException(
                        ErrorCode.INVALID_XML, "AllowedMethods must be some of " + CORS_METHODS + ", not " + method);
            }
        }
        return text;
    }

    private static StaticWebsite website(XmlElement element) {
        element.withOnly(OF_WEBSITE);
        String index = element.textOf("IndexDocument");
        String forAll = element.textOf("DefaultIndexDocumentPath");
        if (!index.isEmpty() && !forAll.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "IndexDocument and DefaultIndexDocumentPath are not given together");
        }
        if (index.indexOf('/') >= 0) {
            throw new AmanaException(ErrorCode.INVALID_XML, "IndexDocument is a name without slashes, not " + index);
        }
        return new StaticWebsite(
                element.flagOf("Enabled", false), index, forAll, element.textOf("ErrorDocument404Path"));
    }

    static Xml write(ServiceProperties properties) {
        Xml xml = new Xml().open("StorageServiceProperties");
        Logging logging = properties.logging();
        xml.open("Logging")
                .text("Version", logging.version())
                .text("Read", logging.read())
                .text("Write", logging.write())
                .text("Delete", logging.delete());
        write(xml, "RetentionPolicy", logging.retention());
        xml.close("Logging");
        write(xml, "HourMetrics", properties.hourMetrics());
        write(xml, "MinuteMetrics", properties.minuteMetrics());
        xml.open("Cors");
        properties.cors().forEach(rule -> write(xml, rule));
        xml.close("Cors");
        if (!properties.defaultServiceVersion().isEmpty()) {
            xml.text("DefaultServiceVersion", properties.defaultServiceVersion());
        }
        writeDeleteRetention(xml, properties);
        write(xml, properties.staticWebsite());
        return xml.close("StorageServiceProperties");
    }

    private static void write(Xml xml, String element, Retention retention) {
        xml.open(element);
        write(xml, retention);
        xml.close(element);
    }

    private static void write(Xml xml, Retention retention) {
        xml.text("Enabled", retention.enabled());
        if (retention.enabled()) {
            xml.text("Days", retention.days());
        }
    }

    private static void writeDeleteRetention(Xml xml, ServiceProperties properties) {
        xml.open("DeleteRetentionPolicy");
        write(xml, properties.deleteRetention());
        if (properties.deleteRetention().enabled() || properties.permanentDelete()) {
            xml.text("AllowPermanentDelete", properties.permanentDelete());
        }
        xml.close("DeleteRetentionPolicy");
    }

    private static void write(Xml xml, String element, Metrics metrics) {
        xml.open(element).text("Version", metrics.version()).text("Enabled", metrics.enabled());
        if (metrics.enabled()) {
            xml.text("IncludeAPIs", metrics.includeApis());
        }
        write(xml, "RetentionPolicy", metrics.retention());
        xml.close(element);
    }

    private static void write(Xml xml, CorsRule rule) {
        xml.open("CorsRule")
                .text("AllowedOrigins", rule.allowedOrigins())
                .text("AllowedMethods", rule.allowedMethods())
                .text("AllowedHeaders", rule.allowedHeaders())
                .text("ExposedHeaders", rule.exposedHeaders())
                .text("MaxAgeInSeconds", rule.maxAgeSeconds())
                .close("CorsRule");
    }

    private static void write(Xml xml, StaticWebsite website) {
        xml.open("StaticWebsite").text("Enabled", website.enabled());
        writeIfPresent(xml, "IndexDocument", website.indexDocument());
        writeIfPresent(xml, "DefaultIndexDocumentPath", website.defaultIndexDocumentPath());
        writeIfPresent(xml, "ErrorDocument404Path", website.errorDocument404Path());
        xml.close("StaticWebsite");
    }

    private static void writeIfPresent(Xml xml, String element, String text) {
        if (!text.isEmpty()) {
            xml.text(element, text);
        }
    }
}
