package org.amana.policy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Transaction;
import org.amana.verifier.Kind;

/// The policy set in force: the baseline, and what this site forbids beyond it. A set is immutable and named by
/// the hash of its content; coming into force is a `policy` entry in the ledger, so every decision can be traced
/// to the very texts that made it. Safe for many threads.
public final class SitePolicies {
    private static final System.Logger LOG = System.getLogger(SitePolicies.class.getName());

    private final Catalog catalog;
    private final Register register;
    private final CedarEngine engine;
    private final Decisions decisions;

    /// Held while a set is being replaced.
    private final ReentrantLock replacing = new ReentrantLock();

    private SitePolicies(Catalog catalog, Register register, CedarEngine engine, Decisions decisions) {
        this.catalog = catalog;
        this.register = register;
        this.engine = engine;
        this.decisions = decisions;
    }

    /// A set for people to read.
    ///
    /// @param id as [SitePolicies#id]
    /// @param site what the site forbids beyond the baseline, by rising id
    /// @param fault what is wrong with the set, which refuses everything by the rule `engine/error` then; empty as
    ///     a rule
    public record Wording(String id, List<PolicyText> site, Optional<String> fault) {
        public Wording {
            site = List.copyOf(site);
        }

        private static Wording of(Policies policies) {
            return new Wording(policies.id(), policies.site(), policies.fault());
        }

        /// Every policy of the set, the baseline's first.
        public List<PolicyText> all() {
            List<PolicyText> all = new ArrayList<>(BaselineRule.texts());
            all.addAll(site);
            return List.copyOf(all);
        }
    }

    /// A set that came into force.
    private record Activation(int number, String hash) {}

    /// Puts the site's last policies in force again, together with the baseline of this build. If they are no longer
    /// valid under this build's schema, everything is refused until the operator has set others.
    static SitePolicies open(Catalog catalog, Register register, CedarEngine engine, int cachedDecisions) {
        settle(catalog, register);
        Optional<Activation> last = catalog.read(SitePolicies::last);
        Policies policies = again(engine, siteTexts(catalog, last));
        SitePolicies opened = new SitePolicies(catalog, register, engine, new Decisions(policies, cachedDecisions));
        if (last.isEmpty() || !last.get().hash().equals(policies.hash())) {
            opened.enter(policies, Authority.operator("start"));
        }
        return opened;
    }

    /// The set that the next start puts in force, of a catalog that nobody goes on with. Nothing is changed.
    ///
    /// @throws AmanaException `CONFIGURATION` if the policy engine's native library cannot be loaded
    public static Wording stored(Catalog catalog) {
        List<PolicyText> site = siteTexts(catalog, catalog.read(SitePolicies::last));
        return Wording.of(again(CedarEngine.load(), site));
    }

    /// Checks policies as [#check], where no server runs.
    ///
    /// @throws AmanaException as [#check]; `CONFIGURATION` if the policy engine's native library cannot be loaded
    public static void checkAlone(List<PolicyText> site) {
        Policies.compile(CedarEngine.load(), site);
    }

    private static Policies again(CedarEngine engine, List<PolicyText> site) {
        try {
            return Policies.compile(engine, site);
        } catch (AmanaException e) {
            if (site.isEmpty() || e.code() != ErrorCode.INVALID_ARGUMENT) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the policies of this site are not valid for this build, so everything is refused: {0}",
                    e.message());
            return Policies.refusingAll(engine, site, e.message());
        }
    }

    /// The name under which ledger entries cite the set in force: `ps-` and 16 hexadecimal digits.
    public String id() {
        return decisions.policies().id();
    }

    /// SHA-256 of the set in force, hexadecimal, as in its `policy` entry.
    public String hash() {
        return decisions.policies().hash();
    }

    /// The set in force.
    public Wording wording() {
        return Wording.of(decisions.policies());
    }

    /// Checks policies as [#replace] would, and changes nothing.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` naming each policy and what is wrong with it
    public void check(List<PolicyText> site) {
        Policies.compile(engine, site);
    }

    /// Replaces all of the site's own policies. Takes effect with the next request.
    ///
    /// @param authority of the operator: policies reach every account
    /// @throws AmanaException `INVALID_ARGUMENT` naming each policy and what is wrong with it; nothing changed
    ///     then
    public void replace(List<PolicyText> site, Authority authority) {
        if (!(authority instanceof Authority.Operator)) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_FORBIDS_ACTION,
                    "policies reach every account, so the operator alone can change them");
        }
        Policies policies = Policies.compile(engine, site);
        replacing.lock();
        try {
            enter(policies, authority);
            decisions.replace(policies);
        } finally {
            replacing.unlock();
        }
    }

    Decisions decisions() {
        return decisions;
    }

    private void enter(Policies policies, Authority authority) {
        int number = catalog.read(reader -> reader.first(
                        "SELECT ifnull(max(number), 0) + 1 AS next FROM policy_activation", row -> row.integer("next"))
                .orElse(1));
        register.enter(new Register.Step(
                (transaction, since) -> prepare(transaction, number, policies, since),
                new EntryDraft.Policy(policies.id(), policies.hash()),
                Opening.ofActor(authority.actor()),
                (transaction, entry) ->
                        transaction.update("UPDATE policy_activation SET entry = ? WHERE number = ?", entry, number),
                (transaction, since) -> withdraw(transaction, number)));
    }

    private static void prepare(Transaction transaction, int number, Policies policies, long since)
            throws SQLException {
        List<PolicyText> texts = new ArrayList<>(BaselineRule.texts());
        texts.addAll(policies.site());
        for (PolicyText text : texts) {
            transaction.update(
                    "INSERT INTO policy_text VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    policies.hash(),
                    text.id(),
                    text.source());
        }
        transaction.update(
                "INSERT INTO policy_activation (number, hash, since) VALUES (?, ?, ?)", number, policies.hash(), since);
    }

    private static void withdraw(Transaction transaction, int number) throws SQLException {
        transaction.update("DELETE FROM policy_activation WHERE number = ? AND entry IS NULL", number);
    }

    private static Optional<Activation> last(Reader reader) throws SQLException {
        return reader.first(
                "SELECT number, hash FROM policy_activation WHERE entry IS NOT NULL ORDER BY number DESC LIMIT 1",
                row -> new Activation(row.integer("number"), row.text("hash")));
    }

    /// What the ledger is told of a set that came into force.
    static EntryDraft draft(Reader reader, int number) throws SQLException {
        String hash = reader.first(
                        "SELECT hash FROM policy_activation WHERE number = ?", row -> row.text("hash"), number)
                .orElseThrow();
        return new EntryDraft.Policy(Policies.id(hash), hash);
    }

    private static List<PolicyText> siteTexts(Catalog catalog, Optional<Activation> last) {
        return last.map(activation -> catalog.read(reader -> siteTexts(reader, activation.hash())))
                .orElse(List.of());
    }

    private static List<PolicyText> siteTexts(Reader reader, String hash) throws SQLException {
        List<PolicyText> texts = reader.list(
                "SELECT id, source FROM policy_text WHERE hash = ? AND id LIKE 'site/%'",
                row -> new PolicyText(row.text("id"), row.text("source")), hash);
        return texts.stream().sorted(Comparator.comparing(PolicyText::id)).toList();
    }

    private static void settle(Catalog catalog, Register register) {
        record Prepared(int number, String hash, long since) {}
        List<Prepared> all = catalog.read(reader -> reader.list(
                "SELECT number, hash, since FROM policy_activation WHERE entry IS NULL",
                row -> new Prepared(row.integer("number"), row.text("hash"), row.number("since"))));
        for (Prepared prepared : all) {
            OptionalLong entry = register.find(
                    prepared.since(), Kind.POLICY, each -> each.text("digest").equals(prepared.hash()));
            catalog.commit(transaction -> {
                if (entry.isPresent()) {
                    return transaction.update(
                            "UPDATE policy_activation SET entry = ? WHERE number = ?",
                            entry.getAsLong(),
                            prepared.number());
                }
                withdraw(transaction, prepared.number());
                return 0;
            });
        }
    }
}
