package org.amana.server;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.ContainerName;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.DataClass;
import org.amana.policy.Feature;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import picocli.CommandLine.Option;

/// What a purpose may do, as options of a command line say it. What is not named is as the defaults say.
final class ScopeOptions {
    @Option(
            names = "--actions",
            split = ",",
            paramLabel = "WORD",
            defaultValue = "read,list,search",
            description = "What may be done: read, write, list, delete, analyze, search, export, admin (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<String> actions;

    @Option(
            names = "--containers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "*",
            description = "The containers it may touch, or * for all (default: ${DEFAULT-VALUE}).")
    private List<String> containers;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "WORD",
            defaultValue = "none,personal",
            description = "What kind of data the containers may hold, as amana container declare says: none (nothing"
                    + " about people), personal, special (health, religion, politics and the like),"
                    + " communications, biometric. A container that holds a class not named here stays closed; one"
                    + " that declares nothing holds personal data (default: ${DEFAULT-VALUE}).")
    private List<String> classes;

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "WORD",
            defaultValue = "blob,search,vision,document",
            description = "The parts of Amana it may go through: blob, search, vision, video, translate, document,"
                    + " assistant, compute, admin, oversight (default: ${DEFAULT-VALUE}).")
    private List<String> services;

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "WORD",
            defaultValue = "*",
            description = "What may be made of the content of files: text, ocr (characters on scans), language,"
                    + " metadata, thumbnail, unpack (archives and mails), translate, caption, tag, transcribe,"
                    + " keyword-search, vector-search; * for all but what is refused to everybody (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<String> features;

    @Option(
            names = "--bytes-per-day",
            paramLabel = "SIZE",
            defaultValue = "100 GiB",
            description = "Bytes accepted and released in a day (default: ${DEFAULT-VALUE}).")
    private String bytesPerDay;

    @Option(
            names = "--objects-per-day",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Objects touched in a day (default: ${DEFAULT-VALUE}).")
    private long objectsPerDay;

    /// @throws AmanaException `INVALID_ARGUMENT`, which names the option
    Scope scope() {
        return Given.by(
                "",
                () -> new Scope(
                        Given.by("--containers: ", () -> containers(containers)),
                        Given.by("--classes: ", () -> choices(DataClass.class, classes)),
                        Given.by("--services: ", () -> choices(Service.class, services)),
                        Given.by("--features: ", () -> features(features)),
                        Given.by("--actions: ", () -> choices(Action.class, actions)),
                        Given.by(
                                "--bytes-per-day: ",
                                () -> ByteSize.parse(bytesPerDay).bytes()),
                        objectsPerDay));
    }

    private static Set<String> containers(List<String> names) {
        Set<String> chosen = new HashSet<>();
        for (String name : names) {
            chosen.add(name.equals(Scope.ALL) ? name : new ContainerName(name.strip()).value());
        }
        return chosen;
    }

    /// A feature that nothing in Amana has would forbid what its misspelt neighbour was meant to allow.
    private static Set<String> features(List<String> words) {
        Set<String> chosen = new HashSet<>();
        for (String word : words) {
            String feature = word.strip();
            if (!feature.equals(Scope.ALL) && !Feature.KNOWN.contains(feature)) {
                throw new IllegalArgumentException(
                        feature + " is none of " + String.join(", ", Feature.KNOWN) + ", nor * for all");
            }
            chosen.add(feature);
        }
        return chosen;
    }

    private static <E extends Enum<E>> Set<E> choices(Class<E> type, List<String> words) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (String word : words) {
            try {
                chosen.add(Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                String known = EnumSet.allOf(type).stream()
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
                throw new IllegalArgumentException(word + " is none of " + known, e);
            }
        }
        return chosen;
    }
}
