package org.amana.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `amana connect`: a ready-to-paste configuration for a client.
@Command(
        name = "connect",
        description = "Prints a ready-to-paste configuration for a client.",
        mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CLIENT",
            description =
                    "az, rclone, azcopy, java, javascript, python, azure-storage, duplicity, restic, hadoop, lancedb"
                            + " or curl.")
    private String client;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "Use the key of this purpose, such as P-2 (default: the steward's).")
    private String purpose = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Use this key, as `amana key add` printed it, instead of one in connection.json.")
    private String ownKey = "";

    @Option(
            names = "--https",
            negatable = true,
            description = "Through the endpoint with TLS (default: where the server listens beyond this machine).")
    private Optional<Boolean> tls = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder of the server (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Override
    public Integer call() {
        ClientConfiguration guide = ClientConfiguration.of(client)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.INVALID_ARGUMENT, client + " is none of " + ClientConfiguration.words()));
        Host host = ((Main) spec.root().userObject()).host();
        // A server knows which keys have ended since it wrote the file.
        return host.inServer(
                        dataFolder.toAbsolutePath(),
                        spec.root().commandLine().getParseResult().originalArgs(),
                        (operator, terminal) -> {
                            Connection connection = operator.connection();
                            requireInForce(operator, connection);
                            return print(guide, connection, tls.orElse(!operator.loopback()), terminal);
                        })
                .orElseGet(() -> print(guide, Connection.require(dataFolder), tls.orElse(false), host.terminal()));
    }

    /// Of a key that was given a server knows, too.
    private void requireInForce(Operator operator, Connection connection) {
        if (!ownKey.isEmpty() && !operator.isInForce(connection.given(purpose, ownKey))) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--key is no key of account " + operator.account() + " that is in force"
                            + (purpose.isEmpty() ? "" : " for " + purpose)
                            + "; amana key list shows those there are, amana key add makes one");
        }
    }

    private int print(ClientConfiguration guide, Connection connection, boolean secure, Terminal terminal) {
        Connection.Key key = key(connection);
        boolean there = !connection.blobEndpointHttps().isEmpty();
        boolean through = secure && there;
        if (secure && !there && tls.isPresent()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "the server has no endpoint with TLS: blob.https is off in its amana.conf");
        }
        ClientConfiguration.Place place = new ClientConfiguration.Place(
                through ? connection.secureEndpoint() : connection.endpoint(),
                key.key(),
                Signatures.forClient(connection, key));
        terminal.out().println("# " + guide.title() + ", " + key.title());
        if (through) {
            terminal.out()
                    .println("# With TLS; the certificate to trust, if the client does not: "
                            + connection.certificateFile());
            terminal.out().println();
            terminal.out().println("# So that it trusts a certificate that the server made itself");
            terminal.out().println(guide.trusting(connection.certificateFile()));
        } else if (there) {
            terminal.out()
                    .println("# With TLS (--https): " + connection.blobEndpointHttps() + ", certificate "
                            + connection.certificateFile());
        }
        for (ClientConfiguration.Step step : guide.steps(place)) {
            terminal.out().println();
            terminal.out().println("# " + step.told());
            terminal.out().println(step.text());
        }
        return 0;
    }

    private Connection.Key key(Connection connection) {
        if (!ownKey.isEmpty()) {
            return connection.given(purpose, ownKey);
        }
        Connection.Key key = purpose.isEmpty() ? connection.steward() : known(connection);
        return new Connection.Key(
                key.purpose(), "for purpose " + key.purpose() + " " + key.title(), key.key(), key.connectionString());
    }

    private Connection.Key known(Connection connection) {
        return connection.keys().stream()
                .filter(key -> key.purpose().equals(purpose))
                .findFirst()
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        "there is no key for " + purpose + " in " + Connection.FILE_NAME
                                + " that is in force; give one that was made with amana key add: --key KEY"));
    }
}
