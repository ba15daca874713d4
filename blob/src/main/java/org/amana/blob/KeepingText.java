package org.amana.blob;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How [Keeping] stands in the catalog: a line for each thing said, words between spaces, instants in milliseconds
/// since 1970. [Keeping#NONE] is NULL.
final class KeepingText {
    private KeepingText() {}

    static Optional<String> of(Keeping keeping) {
        StringBuilder text = new StringBuilder();
        keeping.tiering().ifPresent(it -> {
            line(text, "tier", it.tier().word(), millis(it.since()));
            it.rehydration()
                    .ifPresent(way -> line(
                            text, "rehydrating", way.to().word(), way.priority().word(), millis(way.done())));
        });
        keeping.expires().ifPresent(it -> line(text, "expires", millis(it)));
        keeping.immutability().ifPresent(it -> line(text, "immutable", it.mode().word(), millis(it.until())));
        switch (keeping.legalHold()) {
            case NEVER_SET -> {}
            case OFF -> line(text, "unheld");
            case ON -> line(text, "hold");
        }
        keeping.encryption().ifPresent(it -> line(text, "customer", it.key().base64(), it.sealedMetadata()));
        if (!keeping.scope().isAccountKey()) {
            line(text, "scope", keeping.scope().value());
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static void line(StringBuilder text, String... words) {
        text.append(String.join(" ", words)).append('\n');
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    static Keeping keeping(Optional<String> text) {
        Keeping keeping = Keeping.NONE;
        if (text.isPresent()) {
            for (String line : text.get().split("\n", -1)) {
                keeping = line.isEmpty() ? keeping : with(keeping, line.split(" ", -1));
            }
        }
        return keeping;
    }

    private static Keeping with(Keeping keeping, String[] words) {
        return switch (words[0]) {
            case "tier" -> keeping.withTiering(Tiering.in(tier(words[1]), instant(words[2])));
            case "rehydrating" -> {
                Tiering at = keeping.tiering().orElseThrow();
                Rehydration way = new Rehydration(
                        tier(words[1]), constant(Rehydration.Priority.class, words[2]), instant(words[3]));
                yield keeping.withTiering(new Tiering(at.tier(), at.since(), Optional.of(way)));
            }
            case "expires" -> keeping.withExpiry(Optional.of(instant(words[1])));
            case "immutable" ->
                keeping.withImmutability(Optional.of(
                        new ImmutabilityPolicy(instant(words[2]), constant(ImmutabilityPolicy.Mode.class, words[1]))));
            case "hold" -> keeping.withLegalHold(true);
            case "unheld" -> keeping.withLegalHold(false);
            case "customer" ->
                keeping.withEncryption(Optional.of(new CustomerEncryption(new CustomerKeyHash(words[1]), words[2])));
            case "scope" -> keeping.withScope(new ScopeName(words[1]));
            default -> throw new IllegalArgumentException("keeping: no meaning of " + words[0] + " is known");
        };
    }

    private static Tier tier(String word) {
        return constant(Tier.class, word);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
