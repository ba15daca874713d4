package org.amana.web.blob;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    private ServicePropertiesXml() {}

    /// The properties a document asks for; what it leaves out is taken from the present ones.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_XML`
    static ServiceProperties read(XmlElement root, ServiceProperties present) {
        return new ServiceProperties(
                root.child("Logging").map(ServicePropertiesXml::logging).orElse(present.logging()),
                root.child("HourMetrics").map(ServicePropertiesXml::metrics).orElse(present.hourMetrics()),
                root.child("MinuteMetrics").map(ServicePropertiesXml::metrics).orElse(present.minuteMetrics()),
                root.child("Cors").map(ServicePropertiesXml::cors).orElse(present.cors()),
                root.child("DefaultServiceVersion")
                        .map(ServicePropertiesXml::defaultVersion)
                        .orElse(present.defaultServiceVersion()),
                root.child("DeleteRetentionPolicy")
                        .map(ServicePropertiesXml::retention)
                        .orElse(present.deleteRetention()),
                root.child("StaticWebsite").map(ServicePropertiesXml::website).orElse(present.staticWebsite()));
    }

    private static String defaultVersion(XmlElement element) {
        String version = element.text().strip();
        return version.isEmpty()
                ? ""
                : ServiceVersion.parse("DefaultServiceVersion", version).toString();
    }

    private static Logging logging(XmlElement element) {
        return new Logging(
                element.requireTextOf("Version"),
                element.flagOf("Read", false),
                element.flagOf("Write", false),
                element.flagOf("Delete", false),
                retentionIn(element));
    }

    private static Metrics metrics(XmlElement element) {
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

    private static Retention retention(XmlElement element) {
        boolean enabled = element.flagOf("Enabled", false);
        return new Retention(enabled, enabled ? element.numberOf("Days", 0) : 0);
    }

    private static List<CorsRule> cors(XmlElement element) {
        return element.children().stream()
                .map(rule -> rule.named("CorsRule"))
                .map(ServicePropertiesXml::corsRule)
                .toList();
    }

    private static CorsRule corsRule(XmlElement rule) {
        int maxAge = rule.numberOf("MaxAgeInSeconds", 0);
        if (maxAge < 0) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "MaxAgeInSeconds must not be below 0, as " + maxAge + " is");
        }
        return new CorsRule(
                limited("AllowedOrigins", rule.requireTextOf("AllowedOrigins"), Integer.MAX_VALUE),
                methods(rule.requireTextOf("AllowedMethods")),
                limited("AllowedHeaders", rule.textOf("AllowedHeaders"), MOST_PREFIXES),
                limited("ExposedHeaders", rule.textOf("ExposedHeaders"), MOST_PREFIXES),
                maxAge);
    }

    /// Azure: *CORS support for Azure Storage*, *Understanding CORS rules*.
    ///
    /// @param prefixes how many items may end in `*` and more than that
    private static String limited(String element, String text, int prefixes) {
        List<String> items = Arrays.stream(text.split(",")).map(String::strip).toList();
        List<String> begun = items.stream()
                .filter(item -> item.length() > 1 && item.endsWith("*"))
                .toList();
        if (items.size() - begun.size() > MOST_ITEMS || begun.size() > prefixes) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML,
                    element + ": at most " + MOST_ITEMS + " items, not " + (items.size() - begun.size())
                            + (prefixes == MOST_PREFIXES
                                    ? ", and " + MOST_PREFIXES + " that end in *, not " + begun.size()
                                    : ""));
        }
        if (items.stream().anyMatch(item -> item.length() > LONGEST_ITEM)) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, element + ": an item has at most " + LONGEST_ITEM + " characters");
        }
        return text;
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
        write(xml, "DeleteRetentionPolicy", properties.deleteRetention());
        write(xml, properties.staticWebsite());
        return xml.close("StorageServiceProperties");
    }

    private static void write(Xml xml, String element, Retention retention) {
        xml.open(element).text("Enabled", retention.enabled());
        if (retention.enabled()) {
            xml.text("Days", retention.days());
        }
        xml.close(element);
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
