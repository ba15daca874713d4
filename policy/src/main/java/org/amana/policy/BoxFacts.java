package org.amana.policy;

import java.util.Set;

/// What the gate must know of a container; supplied by `blob`. A decision is cached by these facts among others,
/// so a change of any takes effect with the next request.
///
/// @param boxPseudonym random and stable, the only name of the container in the public ledger; empty while there
///     is no such container
/// @param openTo the purposes it is open to; empty means every purpose whose scope covers it
/// @param held whether a legal hold or a retention rule forbids deleting in it
/// @param open whether its owner declared the purpose `open`: that everybody may read it, without any credential
public record BoxFacts(
        String account,
        String container,
        String accountPseudonym,
        String boxPseudonym,
        Set<DataClass> classes,
        Set<PurposeId> openTo,
        boolean held,
        boolean open) {

    /// Of a container that is not open to everybody.
    public BoxFacts(
            String account,
            String container,
            String accountPseudonym,
            String boxPseudonym,
            Set<DataClass> classes,
            Set<PurposeId> openTo,
            boolean held) {
        this(account, container, accountPseudonym, boxPseudonym, classes, openTo, held, false);
    }

    public BoxFacts {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }

    /// A container that does not exist (yet): asking for it is decided by its name, and recorded, like any other.
    public static BoxFacts missing(AccountFacts account, String container) {
        return new BoxFacts(account.account(), container, account.pseudonym(), "", Set.of(), Set.of(), false);
    }

    /// The same, as if every purpose might touch it.
    public BoxFacts openToAll() {
        return new BoxFacts(account, container, accountPseudonym, boxPseudonym, classes, Set.of(), held, open);
    }

    /// What counts as declared: a container that declares nothing is taken for personal data, as silence must not open
    /// a door.
    Set<DataClass> holds() {
        return exists() && classes.isEmpty() ? Set.of(DataClass.PERSONAL) : classes;
    }

    /// Whether there is such a container.
    public boolean exists() {
        return !boxPseudonym.isEmpty();
    }

    /// Whether what is declared keeps everybody out of here whom it keeps out of another container, so that things may
    /// be told here that are told there.
    boolean isAsClosedAs(BoxFacts other) {
        boolean toPurposes = other.openTo.isEmpty() || (!openTo.isEmpty() && other.openTo.containsAll(openTo));
        boolean toEverybody = other.open || !open;
        return toPurposes
                && toEverybody
                && other.holds().stream().allMatch(it -> it == DataClass.NONE || holds().contains(it));
    }

    /// The same container as it is now. One that has taken its name has nothing to do with it: then it is as it was.
    ///
    /// @param now of what has the name
    public BoxFacts still(BoxFacts now) {
        return now.boxPseudonym.equals(boxPseudonym) ? now : this;
    }

    /// Whether this container was there and is not any more.
    ///
    /// @param now of what has the name
    boolean isGoneFrom(BoxFacts now) {
        return exists() && !now.boxPseudonym.equals(boxPseudonym);
    }

    public AccountFacts accountFacts() {
        return new AccountFacts(account, accountPseudonym);
    }

    /// Cheap, because these facts are part of the key of every cached decision; equality still compares
    /// everything.
    @Override
    public int hashCode() {
        return 31 * account.hashCode() + container.hashCode();
    }
}
