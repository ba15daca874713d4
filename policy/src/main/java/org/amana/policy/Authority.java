package org.amana.policy;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// On whose authority principals, purposes, credentials, approvals or policies change: the permit of an
/// administration request, or the operator at the machine itself.
public sealed interface Authority {
    /// Who it was, as committed to in the ledger.
    String actor();

    /// @throws AmanaException `PURPOSE_FORBIDS_ACTION` if it does not reach this account
    void requireReach(String account);

    /// From a permit for service and action `admin`.
    ///
    /// @throws AmanaException `PURPOSE_FORBIDS_ACTION` if the permit was given for something else
    static Authority of(Permit permit) {
        AccessRequest request = permit.request();
        if (request.service() != Service.ADMIN || request.action() != Action.ADMIN) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_FORBIDS_ACTION, "a permit to " + request + " is no authority to administer");
        }
        return new ByPermit(
                permit.index(), request.credential(), request.account().account());
    }

    /// The operator at the machine, through a command such as `amana up`.
    static Authority operator(String command) {
        return new Operator(command);
    }

    /// @param entry index of the access entry of the administration request
    /// @param administrator what was shown with that request
    /// @param account the only account it reaches
    record ByPermit(long entry, Credential administrator, String account) implements Authority {
        @Override
        public String actor() {
            return administrator.principal().id().toString();
        }

        @Override
        public void requireReach(String other) {
            if (!account.equals(other)) {
                throw new AmanaException(
                        ErrorCode.PURPOSE_FORBIDS_ACTION,
                        "an administrator of account " + account + " cannot change account " + other);
            }
        }
    }

    record Operator(String command) implements Authority {
        private static final String ACTOR = "operator: ";

        @Override
        public String actor() {
            return ACTOR + command;
        }

        /// Whether what the ledger has as the actor is the operator.
        static boolean isActor(String actor) {
            return actor.startsWith(ACTOR);
        }

        @Override
        public void requireReach(String account) {
            // Whoever is at the machine reaches all of it.
        }
    }
}
