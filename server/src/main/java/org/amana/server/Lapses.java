package org.amana.server;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.policy.Credential;
import org.amana.policy.Directory;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;

/// What ends soon or is over of an account's purposes and keys, and which command helps.
///
/// @param now when it is looked at
record Lapses(Directory directory, String account, Instant now) {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration SOON_FOR_A_KEY = Duration.ofDays(14);

    /// A line each, for the operator; empty if nothing is to be done.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (directory.stewardship(account).isEmpty()) {
            lines.add("the stewardship of account " + account + " has ended or expired, so commands that change it are"
                    + " refused, and nothing is cleared away: amana purpose steward brings it back");
        }
        directory.purposes(account).stream()
                .filter(purpose -> purpose.state() == Purpose.State.ACTIVE)
                .filter(purpose -> purpose.expires().isBefore(now.plus(SOON)))
                .filter(purpose -> purpose.expires().isAfter(now.minus(SOON))) // who let it go knows by then
                .forEach(purpose -> lines.add(line(purpose)));
        keys().filter(this::isLastOfItsHolders)
                .filter(key -> key.expires().isBefore(now.plus(SOON_FOR_A_KEY)))
                .forEach(key -> lines.add(line(key)));
        return lines;
    }

    private Stream<Credential> keys() {
        return directory.credentials(account).stream().filter(key -> key.kind() == Credential.Kind.ACCESS_KEY);
    }

    /// Whether nobody gave its holder another for the same purpose that lives longer.
    private boolean isLastOfItsHolders(Credential key) {
        return keys().noneMatch(other -> other.purpose().equals(key.purpose())
                && other.principal().equals(key.principal())
                && other.expires().isAfter(key.expires()));
    }

    private String line(Purpose purpose) {
        return String.format(
                Locale.ROOT,
                "%s %s %tF; to go on: amana purpose renew %s",
                purpose.label(),
                purpose.expiredAt(now) ? "expired" : "ends",
                purpose.expires().atOffset(ZoneOffset.UTC),
                purpose.id());
    }

    private String line(Credential key) {
        return String.format(
                Locale.ROOT,
                "key %s of %s for %s ends %tF; to make another: %s",
                key.id(),
                key.principal().name(),
                key.purpose(),
                key.expires().atOffset(ZoneOffset.UTC),
                another(key.purpose(), key.principal().name()));
    }

    /// The command that gives the steward a key, or else the one that comes before it.
    String keyForTheSteward() {
        Optional<Purpose> stewardship = directory.stewardship(account);
        return stewardship
                .map(it -> another(it.id(), Directory.steward(account)))
                .orElse("amana purpose steward");
    }

    private static String another(PurposeId purpose, String holder) {
        return "amana key add --purpose " + purpose + " --for \"" + holder + "\"";
    }
}
