package org.amana.policy;

import com.cedarpolicy.model.Effect;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Sha256;

/// An immutable policy set: the baseline, and what the site added. It is addressed by its content, so that one
/// hash in the ledger says exactly which texts decided.
///
/// A site can only narrow: what it adds are `forbid` policies named `site/...`. The baseline is always in it.
final class Policies {
    private static final int MOST_SITE_POLICIES = 200;

    private final CedarEngine engine;
    private final List<PolicyText> site;
    private final PolicySet cedar;
    private final String hash;

    /// What keeps a set from deciding; empty as a rule.
    private final String fault;

    private Policies(CedarEngine engine, List<PolicyText> site, PolicySet cedar, String hash, String fault) {
        this.engine = engine;
        this.site = site;
        this.cedar = cedar;
        this.hash = hash;
        this.fault = fault;
    }

    /// @param site the site's own policies, in any order
    /// @throws AmanaException `INVALID_ARGUMENT` naming what is wrong with which policy
    static Policies compile(CedarEngine engine, List<PolicyText> site) {
        checkNames(site);
        List<PolicyText> all = withBaseline(site);
        Set<Policy> policies = new HashSet<>();
        for (PolicyText text : all) {
            policies.add(new Policy(text.source(), text.id()));
        }
        PolicySet cedar = new PolicySet(policies);
        engine.prepare(cedar);
        policies.forEach(Policies::checkEffect);
        return new Policies(engine, sorted(site), cedar, hash(engine.schema(), sorted(all)), "");
    }

    /// A set that was in force and is not valid any more, under the schema of another build. What it forbade must not
    /// become allowed by that, and nobody can tell what it forbade: it refuses everything.
    ///
    /// @param fault what is wrong with it
    static Policies refusingAll(CedarEngine engine, List<PolicyText> site, String fault) {
        String hash = hash(engine.schema(), sorted(withBaseline(site)));
        return new Policies(engine, sorted(site), new PolicySet(), hash, fault);
    }

    private static List<PolicyText> withBaseline(List<PolicyText> site) {
        List<PolicyText> all = new ArrayList<>(BaselineRule.texts());
        all.addAll(site);
        return all;
    }

    /// SHA-256, in hexadecimal, over the schema and every policy with its id: each as its length in decimal, a
    /// line feed, its UTF-8 bytes and a line feed; schema first, then id and text of each policy by ascending id.
    String hash() {
        return hash;
    }

    /// The short name under which entries cite this set: `ps-` and the first 16 digits of the hash.
    String id() {
        return id(hash);
    }

    /// That of the set with this hash.
    static String id(String hash) {
        return "ps-" + hash.substring(0, Math.min(16, hash.length()));
    }

    /// What the site added, by ascending id.
    List<PolicyText> site() {
        return site;
    }

    /// Why the set refuses everything; empty as a rule.
    Optional<String> fault() {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }

    /// Decides afresh. Never throws.
    Decision decide(PolicyInput input) {
        return fault.isEmpty() ? engine.decide(cedar, input) : new Decision.Deny(List.of(Decision.ENGINE_ERROR));
    }

    private static void checkNames(List<PolicyText> site) {
        if (site.size() > MOST_SITE_POLICIES) {
            throw refused("a site has at most " + MOST_SITE_POLICIES + " policies of its own");
        }
        Set<String> names = new HashSet<>();
        for (PolicyText text : site) {
            if (!text.id().startsWith("site/")) {
                throw refused("policy " + text.id() + ": a site's own policy has an id that starts with site/");
            }
            if (!names.add(text.id().substring(0, text.id().indexOf('@')))) {
                throw refused("policy " + text.id() + " is there twice");
            }
        }
    }

    private static void checkEffect(Policy policy) {
        try {
            if (policy.getID().startsWith("site/") && policy.effect() != Effect.FORBID) {
                throw refused("policy " + policy.getID() + ": a site can only forbid; who may use a purpose is decided"
                        + " by giving out keys");
            }
        } catch (InternalException e) {
            throw refused("policy " + policy.getID() + " is not one policy: " + e.getMessage());
        }
    }

    private static List<PolicyText> sorted(List<PolicyText> texts) {
        return texts.stream().sorted(Comparator.comparing(PolicyText::id)).toList();
    }

    private static String hash(String schema, List<PolicyText> texts) {
        MessageDigest digest = Sha256.digest();
        add(digest, schema);
        for (PolicyText text : texts) {
            add(digest, text.id());
            add(digest, text.source());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) '\n');
    }

    private static AmanaException refused(String message) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
