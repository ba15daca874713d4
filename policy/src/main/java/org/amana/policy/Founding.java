package org.amana.policy;

import java.time.Duration;
import java.util.Optional;
import org.amana.policy.DirectoryState.LiveCredential;

/// Makes what an account starts with. What is there already, from a call that was interrupted, is kept.
final class Founding {
    private final Directory directory;
    private final OwnCredentials own;
    private final Authority authority;

    Founding(Directory directory, OwnCredentials own, Authority authority) {
        this.directory = directory;
        this.own = own;
        this.authority = authority;
    }

    Bootstrap of(String account) {
        Purpose stewardship = inForce(FirstPurposes.stewardship(account), Role.STEWARDSHIP);
        Purpose readingRoom = inForce(FirstPurposes.readingRoom(account), Role.READING_ROOM);
        Purpose administration = inForce(FirstPurposes.administration(account), Role.ADMINISTRATION);
        Purpose machineReading = inForce(FirstPurposes.machineReading(account), Role.MACHINE_READING);
        for (LiveCredential lost : directory.state().keys(account)) {
            directory.end(lost.credential().id(), authority);
        }
        Principal steward = directory.principalNamed(steward(account), Principal.Kind.PERSON);
        return new Bootstrap(
                key(stewardship, steward),
                key(readingRoom, steward),
                key(administration, steward),
                own.machine(machineReading, authority));
    }

    /// The stewardship of an account, in force.
    Purpose stewardship(String account) {
        Optional<Purpose> lapsed = directory
                .state()
                .having(Role.STEWARDSHIP, account)
                .filter(purpose -> purpose.state() != Purpose.State.ENDED)
                .reduce((earlier, later) -> later);
        if (directory.stewardship(account).isEmpty() && lapsed.isPresent()) {
            return directory.renew(lapsed.get().id(), PurposeDraft.LONGEST, authority);
        }
        return inForce(FirstPurposes.stewardship(account), Role.STEWARDSHIP);
    }

    /// The name of who holds the first keys of an account.
    static String steward(String account) {
        return "Steward of " + account;
    }

    Purpose development(String account) {
        return inForce(FirstPurposes.development(account), Role.DEVELOPMENT);
    }

    /// The purpose `open` of an account, and the credential of everybody who comes without one.
    Purpose open(String account, long bytes, long objects) {
        PurposeDraft draft = FirstPurposes.open(account, bytes, objects);
        Purpose present = inForce(draft, Role.OPEN);
        Purpose purpose = present.scope().equals(draft.scope())
                ? present
                : directory.rescope(present.id(), draft.scope(), authority);
        own.anybody(purpose, authority);
        return purpose;
    }

    /// The purpose that has a role in an account, made and put in force when absent, expired or ended.
    private Purpose inForce(PurposeDraft draft, String role) {
        Optional<Purpose> present =
                directory.inForceNow().having(role, draft.account()).findFirst();
        return present.orElseGet(() -> directory.add(draft, Purpose.State.ACTIVE, role, authority));
    }

    private NewKey key(Purpose purpose, Principal holder) {
        Duration life = Credential.Kind.ACCESS_KEY.longest();
        return directory.issueKey(purpose.id(), holder.id(), life, authority);
    }
}
