package org.amana.web.blob;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.blob.ServiceProperties.CorsRule;
import org.amana.blob.Unchanged;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.outbound.Outbound;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;
import org.amana.policy.Service;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;

/// Answers the Azure Blob REST API.
///
/// Every authenticated request passes the gate once for what it does, whatever comes of it, and its
/// `x-ms-request-id` is the name of its ledger entry. A request of nobody we know is recorded as such, folded by
/// the minute.
public final class BlobEndpoint implements Handler {
    private static final System.Logger LOG = System.getLogger(BlobEndpoint.class.getName());

    private final BlobService blobs;
    private final Gate gate;
    private final Settings settings;
    private final InstantSource clock;
    private final Endpoint endpoint;
    private final Authenticator authenticator;
    private final Accesses accesses;
    private final Router router;
    private final RefusalLog refusals = new RefusalLog();

    /// What the endpoint must be told.
    ///
    /// @param aliases host names beside `localhost` and `127.0.0.1` that mean this server, in lower case; with
    ///     a port when it is not the one that the request came by
    /// @param shard number of this server's log, 0 to 255; a part of request ids
    public record Settings(Set<String> aliases, int shard) {
        public static final Settings DEFAULT = new Settings(Set.of(), 0);

        public Settings {
            aliases = Set.copyOf(aliases);
            if (shard < 0 || shard > 255) {
                throw new IllegalArgumentException("a shard is a number from 0 to 255, not " + shard);
            }
        }
    }

    /// @param outbound fetches what copies name elsewhere
    public BlobEndpoint(
            BlobService blobs, Callers callers, Gate gate, Outbound outbound, Settings settings, InstantSource clock) {
        this.blobs = blobs;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.endpoint = new Endpoint(name -> isAccount(blobs, name), settings.aliases());
        this.authenticator = new Authenticator(callers, name -> isAccount(blobs, name), blobs, clock);
        this.accesses = new Accesses(gate, blobs);
        this.router = new Router(
                blobs,
                accesses,
                new CopySources(blobs, accesses, endpoint, authenticator, new RemoteSources(outbound)),
                new BatchParts(endpoint, this::serve, clock),
                callers.bearers(),
                clock);
    }

    /// Says on which ports this is listened for, so that URLs of one are known as ours by requests that came by
    /// another.
    public void reachedAt(Set<Integer> ports) {
        endpoint.reachedAt(ports);
    }

    /// The static websites of the accounts, to be served on a port of their own.
    ///
    /// @param account whose website it is where the host names none
    public Handler website(String account) {
        return new Website(
                blobs,
                this::serve,
                (exchange, reason) -> gate.unauthenticated(Service.BLOB, reason, Call.client(exchange)),
                account,
                name -> isAccount(blobs, name));
    }

    private Reply reply(Exchange exchange) {
        return new Reply(exchange, clock).challenging(authenticator.challenge());
    }

    private static boolean isAccount(BlobService blobs, String name) {
        return AccountName.isOne(name)
                && blobs.facts().account(new AccountName(name)).isPresent();
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Reply reply = reply(exchange);
        try {
            Query query = Query.parse(exchange.rawQuery());
            Target target = endpoint.resolve(exchange.host(), exchange.rawPath(), query);
            CorsRules rules = new CorsRules(blobs.facts().corsRules(target.account()));
            if (exchange.method().equals("OPTIONS")) {
                preflight(exchange, rules, reply);
                return;
            }
            serve(rules.isEmpty() ? exchange : new CorsExchange(exchange, rules), query, target);
        } catch (AmanaException e) {
            if (exchange.committed()) {
                throw e; // the answer has begun, and can only be broken off
            }
            reply.fail(AzureErrors.of(e));
        }
    }

    private void serve(Exchange exchange, Query query, Target target) throws IOException {
        ServiceVersion version = ServiceVersion.asked(exchange, query);
        Reply reply = reply(exchange).speaking(version);
        switch (authenticate(exchange, query, target, version)) {
            case Authentication.Refused refused -> refuse(exchange, reply, refused.reason(), refused.error());
            case Authentication.Known known -> {
                Operation<?> operation = router.operation(Route.of(exchange, target, query));
                run(operation, new Call(exchange, target, query, known.identity()), reply);
            }
        }
    }

    /// A yes touches no data and tells nothing but what the account's owner made known to everybody, so it is no access
    /// and has no entry. A no is noted like everybody else who is turned away unknown.
    private void preflight(Exchange exchange, CorsRules rules, Reply reply) throws IOException {
        Preflight preflight = Preflight.of(exchange);
        Optional<AzureError> incomplete = preflight.incomplete();
        Optional<CorsRule> rule = preflight.rule(rules);
        if (incomplete.isPresent() || rule.isEmpty()) {
            refuse(exchange, reply, "preflight", incomplete.orElse(Preflight.REFUSED));
        } else {
            preflight.allow(rule.get(), reply);
        }
    }

    private Authentication authenticate(Exchange exchange, Query query, Target target, ServiceVersion version) {
        Signable signable = new Signable(exchange.method(), exchange.headers(), exchange.rawPath(), query, version);
        return authenticator.authenticate(
                signable, target, new Authenticator.Origin(exchange.remoteAddress(), exchange.secure()));
    }

    private <R> void run(Operation<R> operation, Call call, Reply reply) throws IOException {
        try {
            carryOut(operation, call, reply);
        } finally {
            call.forgetCustomerKeys();
        }
    }

    private <R> void carryOut(Operation<R> operation, Call call, Reply reply) throws IOException {
        Access access = operation.access(call);
        Passage<R> passage = accesses.pass(access, plan(operation, call, access, reply));
        UUID requestId = requestId(passage.receipt());
        reply.named(requestId);
        switch (passage) {
            case Passage.Done<R> done -> operation.answer(call, done.result(), reply);
            case Passage.Failed<R> failed -> {
                log(operation, call, requestId, failed.failure());
                tellSize(reply, failed.failure());
                tellUnchanged(reply, failed.failure());
                operation.fail(call, AzureErrors.of(failed.failure()), reply);
            }
            case Passage.Denied<R> denied ->
                reply.fail(access.mismatch()
                        .orElseGet(() -> AzureErrors.of(denied.code()).withMessage(denied.reason())));
        }
    }

    /// The secondary is for reading, though it lies in the same place. What the answer to a write tells is looked up
    /// here: nothing may fail any more once it stands.
    private <R> Plan<R> plan(Operation<R> operation, Call call, Access access, Reply reply) {
        return permitted -> {
            if (call.target().secondary() && access.changes()) {
                return Planned.refused(Restraint.SECONDARY);
            }
            if (operation.takesKeys()) {
                call.takeKeys();
            }
            if (!operation.takesTierCondition()) {
                TierHeaders.refuseCondition(call);
            }
            Plan<R> plan = operation.plan(call);
            if (call.writes() && call.target().level() == Level.BLOB) {
                reply.inScope(blobs.facts().encryptionScope(call.container(), CallConditions.ofKeys(call)));
            }
            return plan.plan(permitted);
        };
    }

    /// What is not for the client stands here, under the name that the client's answer has.
    private void log(Operation<?> operation, Call call, UUID requestId, AmanaException failure) {
        if (RefusalLog.isExpected(failure)) {
            refusals.tell(operation.name(), failure);
        } else if (AzureErrors.isOurs(failure)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    operation.name() + " " + call.target().object() + " failed (request " + requestId + ")",
                    failure);
        }
    }

    /// To who asked for a range beyond the end.
    private static void tellSize(Reply reply, AmanaException failure) {
        if (failure.code() == ErrorCode.INVALID_RANGE) {
            reply.set("Content-Range", "bytes */" + failure.details().getOrDefault("size", "*"));
        }
    }

    /// To who has it already.
    private static void tellUnchanged(Reply reply, AmanaException failure) {
        Unchanged.of(failure)
                .ifPresent(it -> reply.version(it.etag(), it.lastModified()).set("Cache-Control", it.cacheControl()));
    }

    private void refuse(Exchange exchange, Reply reply, String reason, AzureError error) throws IOException {
        reply.named(requestId(gate.unauthenticated(Service.BLOB, reason, Call.client(exchange))));
        reply.fail(error);
    }

    private UUID requestId(Receipt receipt) {
        return receipt.requestId(settings.shard());
    }

    /// What was no HTTP, or what we failed to answer, in the shape that clients of this API read.
    @Override
    public void fail(Exchange exchange, Failure failure) throws IOException {
        reply(exchange).fail(AzureErrors.of(failure));
    }
}
