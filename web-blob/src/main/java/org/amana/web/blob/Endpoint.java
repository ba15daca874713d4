package org.amana.web.blob;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amana.blob.BlobName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Where accounts are reached. An account stands in the path (`http://host:port/account/container/blob`) or in
/// front of the host (`http://account.blob.host/container/blob`, or `account.localhost` as with the emulator); the
/// second only when there is such an account, so that a machine called `data.blob.example` never turns into an
/// account by its name.
final class Endpoint {
    private static final String SECONDARY = "-secondary";
    private static final Set<String> LOOPBACK =
            Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal");

    private final Predicate<String> accounts;
    private final Set<String> aliases;

    /// Those that this server listens on, as soon as it does.
    private volatile Set<String> ports = Set.of();

    /// @param accounts whether there is an account of this name
    /// @param aliases further host names that mean this server, in lower case, without ports
    Endpoint(Predicate<String> accounts, Set<String> aliases) {
        this.accounts = accounts;
        this.aliases = Set.copyOf(aliases);
    }

    boolean isAccount(String name) {
        return accounts.test(name);
    }

    /// Says on which ports requests reach this endpoint, in the clear and with TLS: a URL may name either.
    void reachedAt(Set<Integer> numbers) {
        ports = numbers.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /// What a request names.
    ///
    /// @throws AmanaException `INVALID_URI` for a path whose encoding is broken, or that ends where the name of a
    ///     blob would begin
    Target resolve(String host, String rawPath, Query query) {
        int slash = rawPath.indexOf('/', 1);
        String first = Percent.decode(slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash));
        return accountOf(withoutPort(host), first)
                .map(account -> below(account, rawPath, rawPath.substring(1), query))
                .orElseGet(() -> below(first, rawPath, slash < 0 ? "" : rawPath.substring(slash + 1), query));
    }

    /// What a part of a batch names. Some clients, python's among them, leave the account out of its path, though it
    /// stands in the path of the batch.
    Target resolve(Target batch, String host, String rawPath, Query query) {
        Target whole = resolve(host, rawPath, query);
        return whole.account().equals(batch.account())
                ? whole
                : below(batch.account(), rawPath, rawPath.substring(1), query);
    }

    /// Whether a URL with this authority is one of ours. A request's own `Host` always is: it reached us. So is
    /// `account.blob.anything` without a port, where there is such an account: azure-cli names sources as
    /// `account.blob.core.windows.net`, wherever the account is.
    boolean isOurs(String authority, String requestHost) {
        String host = withoutPort(authority);
        boolean account = accountOf(host, "").isPresent();
        boolean known =
                account || LOOPBACK.contains(host) || aliases.contains(host) || host.equals(withoutPort(requestHost));
        return (known && (port(authority).equals(port(requestHost)) || isOtherPort(authority, requestHost)))
                || (account && host.equals(authority.toLowerCase(Locale.ROOT)))
                || aliases.contains(authority.toLowerCase(Locale.ROOT));
    }

    /// Whether both name ports that we listen on. Where a request names another, something in between
    /// translates, and what we call our ports may be somebody else's out there.
    private boolean isOtherPort(String authority, String requestHost) {
        return ports.contains(port(requestHost)) && ports.contains(port(authority));
    }

    private static Target below(String named, String rawPath, String rest, Query query) {
        boolean secondary = named.endsWith(SECONDARY);
        String account = withoutSecondary(named);
        int slash = rest.indexOf('/');
        String first = Percent.decode(slash < 0 ? rest : rest.substring(0, slash));
        String blob = slash < 0 ? "" : BlobName.withSlashes(Percent.decode(rest.substring(slash + 1)));
        if (first.isEmpty() && blob.isEmpty()) {
            return new Target(account, secondary, Level.ACCOUNT, "", "", rawPath);
        }
        if (!blob.isEmpty()) {
            return new Target(account, secondary, Level.BLOB, first, blob, rawPath);
        }
        if (query.has("restype")) {
            return new Target(account, secondary, Level.CONTAINER, first, "", rawPath);
        }
        if (slash >= 0) {
            // Names of blobs in the root container have no slash, and no blob's name is empty.
            throw new AmanaException(ErrorCode.INVALID_URI, "there is no blob's name behind /" + first + "/");
        }
        return new Target(account, secondary, Level.BLOB, "$root", BlobName.withSlashes(first), rawPath);
    }

    /// The account in `account.blob.anything`, if it is one, or in `account.localhost`, unless the path names it
    /// too.
    private Optional<String> accountOf(String host, String firstInPath) {
        int dot = host.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String name = host.substring(0, dot);
        String rest = host.substring(dot + 1);
        if (!rest.startsWith("blob.") && !(rest.equals("localhost") && !firstInPath.equals(name))) {
            return Optional.empty();
        }
        return accounts.test(withoutSecondary(name)) ? Optional.of(name) : Optional.empty();
    }

    private static String withoutSecondary(String name) {
        return name.endsWith(SECONDARY) ? name.substring(0, name.length() - SECONDARY.length()) : name;
    }

    private static String withoutPort(String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String port(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(colon + 1) : "80";
    }
}
