package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.changefeed.ChangeFeed;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Rounds;
import org.amana.oidc.Tokens;
import org.amana.policy.NewKey;
import org.amana.search.Search;
import org.amana.search.SearchConfig;
import org.amana.store.Compaction;
import org.amana.web.blob.BlobEndpoint;
import org.amana.web.blob.Callers;
import org.amana.web.console.Console;
import org.amana.web.console.ConsoleConfig;
import org.amana.web.console.ConsoleServices;
import org.amana.web.http.Handler;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.amana.web.http.Tls;

/// Sets the opened parts to work: they listen to clients, to people and to the operator, and work off their queues.
///
/// @param connectionFile tells of it
/// @param operator carries out the commands that are sent in
/// @param closing is given all that is started, and so ends it before the parts
record Serving(Parts parts, ConnectionFile connectionFile, Operator operator, Doors doors, Closing closing) {
    private static final System.Logger LOG = System.getLogger(Serving.class.getName());

    /// So long a request may go on after nobody can be answered any more. Most end at once, since their connections
    /// are closed.
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

    /// Begins to listen, and writes down how to connect.
    Connection begin() throws IOException {
        // The libraries that make and read certificates take a third of a second to come up.
        Optional<Meanwhile<Tls>> tls =
                parts.config.https().on() ? Optional.of(Meanwhile.start("tls", this::tls)) : Optional.empty();
        Optional<List<NewKey>> first = accounts();
        Search search = openSearch();
        closing.add(this::awaitRequests); // before whatever listens, and so after it at the end
        BlobEndpoint endpoint = endpoint();
        URI blobs = listen("--blob-port", parts.config.blobPort(), endpoint);
        Optional<URI> website = parts.config
                .webPort()
                .map(port -> listen("--web-port", port, endpoint.website(parts.config.account())));
        startWork(blobs);
        Optional<URI> secure = tls.map(made -> listenWithTls(made.get(), endpoint));
        URI console = startConsole(search, blobs, secure);
        endpoint.reachedAt(Stream.concat(Stream.of(blobs), secure.stream())
                .map(URI::getPort)
                .collect(Collectors.toSet()));
        closing.add(Control.open(
                parts.disk,
                parts.config.dataFolder(),
                (arguments, terminal) -> Main.run(new Host.Inside(operator, terminal), arguments)));
        Connection connection =
                connectionFile.write(new ConnectionFile.Addresses(console, blobs, secure, website), first);
        founding().clear();
        startTelling();
        // Last: its workers are processes that take the machine while they start, and files may wait, people may not.
        parts.analysis.start(parts.courtesy);
        closing.add(parts.courtesy); // before the others, so that nobody is waited for who only rests
        closing.add(doors); // first of all
        return connection;
    }

    /// Takes in what was read by machine from now on.
    private Search openSearch() {
        return closing.add(Search.open(
                SearchConfig.DEFAULT,
                parts.disk,
                DataFolder.index(parts.config.dataFolder()),
                parts.root,
                parts.analysis.outbox(),
                parts.blobs.facts(),
                parts.control.gate(),
                parts.courtesy));
    }

    /// The parts that a request works with stay open until it has ended.
    private void awaitRequests() {
        long left = parts.traffic.awaitQuiet(LAST_REQUESTS);
        if (left > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} requests did not end; the server stops all the same", left);
        }
    }

    private Tls tls() {
        return new TlsFiles(parts.disk, parts.clock, parts.random)
                .load(parts.config.https().source(), parts.config.bind());
    }

    /// The accounts that a first start makes.
    private Optional<List<NewKey>> accounts() {
        FirstStart start = new FirstStart(parts.blobs, parts.directory(), founding());
        Optional<List<NewKey>> first = start.account(parts.config.account());
        String variable =
                Optional.ofNullable(System.getenv(DevelopmentAccounts.VARIABLE)).orElse("");
        start.development(parts.config.development() ? DevelopmentAccounts.parse(variable) : DevelopmentAccounts.NONE);
        return first;
    }

    private FoundingMark founding() {
        return new FoundingMark(parts.disk, parts.config.dataFolder());
    }

    private BlobEndpoint endpoint() {
        return new BlobEndpoint(
                parts.blobs.service(),
                new Callers(
                        parts.control.keys(), parts.control.bearers(), new Tokens(parts.config.oidc(), parts.clock)),
                parts.control.gate(),
                parts.outbound,
                new BlobEndpoint.Settings(Set.of(), parts.ledger.shard()),
                parts.clock);
    }

    /// @param option what names the port
    private URI listen(String option, int port, Handler handler) {
        HttpServer server =
                opened(started(option, () -> HttpServer.start(place(port), parts.traffic.counted(handler))));
        return address("http", server.port());
    }

    private URI listenWithTls(Tls tls, Handler handler) {
        HttpConfig place = place(parts.config.https().port());
        HttpServer server = opened(
                started("--blob-https-port", () -> HttpServer.start(place, tls, parts.traffic.counted(handler))));
        return address("https", server.port());
    }

    private HttpServer opened(HttpServer server) {
        return doors.add(closing.add(server));
    }

    private static HttpServer started(String option, Supplier<HttpServer> start) {
        try {
            return start.get();
        } catch (AmanaException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
            throw new AmanaException(
                    e.code(),
                    e.message() + "; " + option + " N takes another port, " + option + " 0 a free one, --bind ADDRESS"
                            + " another address",
                    e);
        }
    }

    private HttpConfig place(int port) {
        return Descriptors.within(HttpConfig.at(parts.config.bind(), port));
    }

    private URI address(String scheme, int port) {
        String bind = parts.config.bind();
        String host = bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create(scheme + "://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port);
    }

    /// What is done by itself, but for the analysis.
    private void startWork(URI blobAddress) {
        closing.add(parts.blobs.startCopies(
                parts.control.gate(),
                parts.outbound,
                account -> parts.directory().credentials(account.value())));
        closing.add(parts.blobs.startJanitor(parts.control.gate(), parts.steward.everywhere("amana housekeeping")));
        parts.lifecycle.start();
        closing.add(CompactionRounds.start(
                new Compaction(parts.extents, parts.liveRanges(), CompactionRounds.MOST_MOVED_A_ROUND, parts.courtesy),
                parts.config.compactEvery()));
        parts.events.start(
                parts.control.gate(), parts.directory(), parts.blobs.service(), parts.eventsOutbound, blobAddress);
        parts.inventory.start(blobAddress);
        parts.changeFeed.start(new ChangeFeed.Surroundings(
                parts.blobs.keeper(),
                parts.control.gate(),
                parts.steward.everywhere("amana change feed"),
                blobAddress));
    }

    /// Whoever runs a server for months is told in time what ends.
    private void startTelling() {
        Rounds telling = closing.add(new Rounds(
                "lapses",
                Duration.ofDays(1),
                () -> operator.lapses().lines().forEach(line -> LOG.log(System.Logger.Level.WARNING, line))));
        telling.start();
    }

    /// What whoever watches the server is told; anybody may ask, so no more than that.
    private Optional<String> trouble() {
        if (parts.ledger.trouble().isPresent()) {
            return Optional.of("the ledger cannot publish");
        }
        return parts.extents.trouble().map(_ -> "writes are refused: the disk is full");
    }

    private URI startConsole(Search search, URI blobAddress, Optional<URI> secure) {
        // A port that was not chosen is known only once it is taken, and the console wants to know its own address.
        LateHandler late = new LateHandler();
        URI address = listen("--port", parts.config.consolePort(), late);
        ConsoleServices services = new ConsoleServices(
                parts.disk,
                parts.ledger,
                parts.control.gate(),
                parts.directory(),
                parts.control.keys(),
                parts.control.sessions(),
                parts.control.approvals(),
                parts.control.use(),
                parts.blobs.service(),
                parts.analysis,
                search);
        ConsoleConfig plain = ConsoleConfig.at(address, blobAddress, parts.config.dataFolder())
                .withSecureCookies(parts.config.secureCookies());
        ConsoleConfig config = secure.map(at -> plain.with(new ConsoleConfig.Secure(
                        at, TlsFiles.certificateFile(parts.config.https().source()), !parts.config.loopback())))
                .orElse(plain);
        Console console = closing.add(new Console(services, config, parts.clock, parts.random));
        late.become(console);
        console.ready(this::trouble);
        return address;
    }
}
