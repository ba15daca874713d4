package org.amana.web.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.LeaseDuration;
import org.amana.blob.LeaseView;
import org.amana.blob.ListBlobs;
import org.amana.blob.Metadata;
import org.amana.blob.Standing;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What the two listings have in common.
final class Listing {
    /// What a listing is asked to include.
    static final String METADATA = "metadata";

    private Listing() {}

    /// `maxresults`: from 1 up; more than the largest page is the largest page.
    ///
    /// @throws AmanaException `OUT_OF_RANGE_QUERY_PARAMETER` below 1
    static int pageSize(Query query) {
        return Math.min(
                ListBlobs.MOST_RESULTS, query.number("maxresults", 1, Integer.MAX_VALUE, ListBlobs.MOST_RESULTS));
    }

    /// The words of `include`, whatever they are.
    static Set<String> includes(Query query) {
        return query.values().getOrDefault("include", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The same of an operation that knows these.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for one that is not known
    static Set<String> includes(Query query, Set<String> known) {
        Set<String> words = includes(query);
        if (!known.containsAll(words)) {
            throw query.invalid(ErrorCode.INVALID_QUERY_PARAMETER, "include", "some of " + known);
        }
        return words;
    }

    /// Repeats what was asked, as clients expect it before the items.
    static void echo(Xml xml, Query query) {
        query.find("prefix").ifPresent(prefix -> xml.name("Prefix", prefix));
        query.find("marker").ifPresent(marker -> xml.name("Marker", marker));
        query.find("maxresults").ifPresent(most -> xml.text("MaxResults", most));
        query.find("delimiter").ifPresent(delimiter -> xml.name("Delimiter", delimiter));
    }

    /// When something was deleted, and for how many days it is kept still, rounded down as Azure does.
    static void deletion(Xml xml, Standing.Deletion deletion, Instant now) {
        long days = Duration.between(now, deletion.until()).toDays();
        xml.text("DeletedTime", HttpDate.format(deletion.at())).text("RemainingRetentionDays", Math.max(0, days));
    }

    static void lease(Xml xml, LeaseView lease) {
        xml.text("LeaseStatus", word(lease.status())).text("LeaseState", word(lease.state()));
        if (lease.duration() != LeaseDuration.NONE) {
            xml.text("LeaseDuration", word(lease.duration()));
        }
    }

    static void metadata(Xml xml, Metadata metadata) {
        xml.open("Metadata");
        metadata.entries().forEach(entry -> xml.text(entry.name(), entry.value()));
        xml.close("Metadata");
    }

    /// A constant as the wire spells it: `leased`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
