package org.amana.policy;

import java.util.EnumSet;
import java.util.Set;

/// What a purpose may use: containers of its account, classes of data, services, features, actions, and how much
/// a day. Everything that is not listed is refused.
///
/// @param containers names of containers, or [#ALL] alone
/// @param features words of [Feature], or [#ALL] alone (the ones that the baseline refuses stay refused)
/// @param bytesPerDay bytes accepted and released in one UTC day, from 0 to [Amounts#MOST]
/// @param objectsPerDay objects touched in one UTC day, from 0 to [Amounts#MOST]
public record Scope(
        Set<String> containers,
        Set<DataClass> classes,
        Set<Service> services,
        Set<String> features,
        Set<Action> actions,
        long bytesPerDay,
        long objectsPerDay) {

    /// Stands alone in [#containers] or [#features] for every one there is and will be.
    public static final String ALL = "*";

    /// From this many objects a day, or with every container open to it, a purpose is of population scale.
    static final long POPULATION_OBJECTS = 10_000;

    private static final int MOST_CONTAINERS = 1_000;

    /// So many fit in a ledger entry.
    private static final int MOST_FEATURES = 24;

    public Scope {
        containers = Set.copyOf(containers);
        classes = Set.copyOf(classes);
        services = Set.copyOf(services);
        actions = Set.copyOf(actions);
        features = features.contains(ALL) ? Set.copyOf(features) : Feature.checked(features);
        requireAlone("containers", containers);
        requireAlone("features", features);
        if (containers.size() > MOST_CONTAINERS) {
            throw new IllegalArgumentException("a purpose lists at most " + MOST_CONTAINERS + " containers");
        }
        if (features.size() > MOST_FEATURES) {
            throw new IllegalArgumentException("a purpose lists at most " + MOST_FEATURES + " features");
        }
        Amounts.check("bytes a day", bytesPerDay);
        Amounts.check("objects a day", objectsPerDay);
    }

    /// Every container, class, service, feature and action but administration, without a practical limit a day.
    public static Scope everythingOnData() {
        Set<Service> services = EnumSet.complementOf(EnumSet.of(Service.ADMIN, Service.OVERSIGHT));
        Set<Action> actions = EnumSet.complementOf(EnumSet.of(Action.ADMIN));
        return new Scope(
                Set.of(ALL),
                EnumSet.allOf(DataClass.class),
                services,
                Set.of(ALL),
                actions,
                Amounts.MOST,
                Amounts.MOST);
    }

    public Scope withActions(Action... allowed) {
        return new Scope(containers, classes, services, features, Set.of(allowed), bytesPerDay, objectsPerDay);
    }

    public Scope withServices(Service... allowed) {
        return new Scope(containers, classes, Set.of(allowed), features, actions, bytesPerDay, objectsPerDay);
    }

    public Scope withContainers(Set<String> allowed) {
        return new Scope(allowed, classes, services, features, actions, bytesPerDay, objectsPerDay);
    }

    public Scope withClasses(DataClass... allowed) {
        return new Scope(containers, Set.of(allowed), services, features, actions, bytesPerDay, objectsPerDay);
    }

    public Scope withFeatures(Set<String> allowed) {
        return new Scope(containers, classes, services, allowed, actions, bytesPerDay, objectsPerDay);
    }

    public Scope withinADay(long bytes, long objects) {
        return new Scope(containers, classes, services, features, actions, bytes, objects);
    }

    public boolean allContainers() {
        return containers.contains(ALL);
    }

    public boolean allFeatures() {
        return features.contains(ALL);
    }

    /// Whether it reaches so far that using communications or biometric data under it, without an individual
    /// case, would be mass surveillance: every container, or 10,000 objects a day and more.
    public boolean populationScale() {
        return allContainers() || objectsPerDay >= POPULATION_OBJECTS;
    }

    private static void requireAlone(String what, Set<String> words) {
        if (words.contains(ALL) && words.size() > 1) {
            throw new IllegalArgumentException(what + ": " + ALL + " stands alone");
        }
    }
}
