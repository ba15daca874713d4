package org.amana.web.blob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.blob.BlobService;
import org.amana.blob.ServiceProperties.StaticWebsite;
import org.amana.kernel.AmanaException;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;

/// An account's static website: the blobs of its container `$web`, to be read by everybody (Azure: *Static
/// website hosting in Azure Storage*). Each page is a Get Blob of nobody we know, and open like any other such
/// read: only as far as the container is, under the purpose that it is open to, through the gate and with an
/// entry. There are no listings.
final class Website implements Handler {
    static final String CONTAINER = "$web";

    /// The code of a refusal for the day: everybody together has read as much as the purpose allows.
    private static final String SPENT = "VolumeLimitReached";

    private static final Query NO_QUERY = Query.parse("");

    private final BlobService blobs;
    private final Requests requests;
    private final Refusals refusals;
    private final String account;
    private final Predicate<String> accounts;

    /// Notes somebody who is turned away without anything being looked for.
    @FunctionalInterface
    interface Refusals {
        void note(Exchange exchange, String reason);
    }

    /// @param account whose website it is, unless the host names another: `account.web.anything`
    /// @param accounts whether there is an account of this name
    Website(BlobService blobs, Requests requests, Refusals refusals, String account, Predicate<String> accounts) {
        this.blobs = blobs;
        this.requests = requests;
        this.refusals = refusals;
        this.account = account;
        this.accounts = accounts;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String owner = owner(exchange.host());
        StaticWebsite site = blobs.facts().staticWebsite(owner);
        if (!site.enabled()) {
            refusals.note(exchange, "no-website");
            tell(exchange, 404, "There is no website here.");
            return;
        }
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            refusals.note(exchange, "website-method");
            exchange.set("Allow", "GET, HEAD");
            tell(exchange, 405, "A website is only read.");
            return;
        }
        Optional<String> document =
                document(site, Percent.decode(exchange.rawPath().substring(1)));
        if (document.isEmpty()) {
            refusals.note(exchange, "no-document");
            tell(exchange, 404, "There is no such page.");
            return;
        }
        WebsiteExchange page = read(exchange, owner, document.get(), false);
        if (page.failure().isPresent()) {
            fail(exchange, owner, site, page, page.failure().get());
        }
    }

    /// The account in `account.web.anything` or `account.localhost`, if it is one.
    private String owner(String host) {
        int dot = host.indexOf('.');
        String first = dot < 0 ? "" : host.substring(0, dot);
        return accounts.test(first) ? first : account;
    }

    /// The blob that a path means. A folder means its index document, or the one for all folders.
    private static Optional<String> document(StaticWebsite site, String path) {
        if (!path.isEmpty() && !path.endsWith("/")) {
            return Optional.of(path);
        }
        String index = site.indexDocument().isEmpty()
                ? withoutSlash(site.defaultIndexDocumentPath())
                : path + site.indexDocument();
        return Optional.of(index).filter(name -> !name.isEmpty());
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private WebsiteExchange read(Exchange exchange, String owner, String document, boolean instead) throws IOException {
        WebsiteExchange page = new WebsiteExchange(exchange, instead);
        requests.serve(page, NO_QUERY, new Target(owner, false, Level.BLOB, CONTAINER, document, exchange.rawPath()));
        return page;
    }

    /// What is not open is as if it were not there: a browser has nothing to sign in with.
    private void fail(Exchange exchange, String owner, StaticWebsite site, WebsiteExchange page, int status)
            throws IOException {
        boolean spent = page.answered("x-ms-error-code").equals(SPENT);
        boolean missing = !spent && (status == 401 || status == 403 || status == 404 || status == 409);
        String document = withoutSlash(site.errorDocument404Path());
        if (missing && !document.isEmpty()) {
            WebsiteExchange told = read(exchange, owner, document, true);
            if (told.failure().isEmpty()) {
                return;
            }
        }
        exchange.reset();
        exchange.set("x-ms-request-id", page.answered("x-ms-request-id"));
        if (status == 416) {
            exchange.set("Content-Range", page.answered("Content-Range"));
        }
        if (spent) {
            tell(exchange, 503, "As much of this website has been read today as may be.");
        } else {
            tell(exchange, missing ? 404 : status, missing ? "There is no such page." : "This page cannot be told.");
        }
    }

    private static void tell(Exchange exchange, int status, String sentence) throws IOException {
        exchange.status(status);
        exchange.set("Content-Type", "text/plain; charset=utf-8");
        exchange.send((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void fail(Exchange exchange, Failure failure) throws IOException {
        String sentence = failure.known().map(AmanaException::message).orElse(failure.message());
        tell(exchange, failure.status(), sentence);
    }
}
