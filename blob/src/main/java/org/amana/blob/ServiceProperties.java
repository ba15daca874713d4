package org.amana.blob;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The settings of an account's blob service. They are kept and given back; only CORS rules have an effect
/// today.
///
/// @param defaultServiceVersion `yyyy-mm-dd`, or ""
/// @param cors at most five rules
/// @param permanentDelete whether what is kept after its deletion may be deleted for good
public record ServiceProperties(
        Logging logging,
        Metrics hourMetrics,
        Metrics minuteMetrics,
        List<CorsRule> cors,
        String defaultServiceVersion,
        Retention deleteRetention,
        boolean permanentDelete,
        StaticWebsite staticWebsite) {
    public static final int MOST_CORS_RULES = 5;

    /// Whether something is kept, and for how long.
    ///
    /// @param days 1 to 365 when enabled, else 0
    public record Retention(boolean enabled, int days) {
        public static final Retention OFF = new Retention(false, 0);

        public Retention {
            if (enabled ? days < 1 || days > 365 : days != 0) {
                throw new AmanaException(ErrorCode.INVALID_XML, "retention: 1 to 365 days when enabled, not " + days);
            }
        }
    }

    public record Logging(String version, boolean read, boolean write, boolean delete, Retention retention) {
        public static final Logging OFF = new Logging("1.0", false, false, false, Retention.OFF);
    }

    public record Metrics(String version, boolean enabled, boolean includeApis, Retention retention) {
        public static final Metrics OFF = new Metrics("1.0", false, false, Retention.OFF);
    }

    public record CorsRule(
            String allowedOrigins,
            String allowedMethods,
            String allowedHeaders,
            String exposedHeaders,
            int maxAgeSeconds) {}

    /// What the container `$web` is to everybody.
    ///
    /// @param indexDocument name of the page that stands for each folder; "" for none
    /// @param defaultIndexDocumentPath the page that stands for all folders; "" for none
    /// @param errorDocument404Path the page told in place of one that is not there; "" for none
    public record StaticWebsite(
            boolean enabled, String indexDocument, String defaultIndexDocumentPath, String errorDocument404Path) {
        public static final StaticWebsite OFF = new StaticWebsite(false, "", "", "");
    }

    public static final ServiceProperties DEFAULT = new ServiceProperties(
            Logging.OFF, Metrics.OFF, Metrics.OFF, List.of(), "", Retention.OFF, false, StaticWebsite.OFF);

    /// @throws AmanaException `INVALID_XML` for more than five CORS rules
    public ServiceProperties {
        cors = List.copyOf(cors);
        if (cors.size() > MOST_CORS_RULES) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "at most " + MOST_CORS_RULES + " CORS rules, not " + cors.size());
        }
    }
}
