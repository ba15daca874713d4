package org.amana.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.durable.Access;
import org.amana.durable.Disk;

/// The operator's side door. A command such as `amana key add` must change the one server that holds the data
/// folder, so it is sent there and carried out inside. Only who may read the data folder's `control` file (mode
/// 0600: a port on the loopback address and a secret) can use it.
final class Control implements AutoCloseable {
    static final String FILE_NAME = "control";
    private static final System.Logger LOG = System.getLogger(Control.class.getName());
    private static final int MOST_ARGUMENTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final byte OUT = 1;
    private static final byte ERR = 2;
    private static final byte EXIT = 3;

    /// Carries out a command line inside the server; returns its exit status.
    interface Commands {
        int run(List<String> arguments, Terminal terminal);
    }

    private final ServerSocket socket;
    private final String secret;
    private final Commands commands;

    private Control(ServerSocket socket, String secret, Commands commands) {
        this.socket = socket;
        this.secret = secret;
        this.commands = commands;
    }

    /// Starts listening and tells where in the data folder.
    static Control open(Disk disk, Path dataFolder, Commands commands) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Control control = new Control(socket, HexFormat.of().formatHex(random), commands);
        byte[] facts = (socket.getLocalPort() + " " + control.secret + "\n").getBytes(StandardCharsets.US_ASCII);
        disk.replace(dataFolder.resolve(FILE_NAME), facts, Access.PRIVATE);
        Thread.ofVirtual().name("control").start(control::accept);
        return control;
    }

    /// Sends a command line to the server that holds the data folder; empty when none runs.
    static Optional<Integer> send(Path dataFolder, List<String> arguments, Terminal terminal) throws IOException {
        String[] facts;
        try {
            facts = Files.readString(dataFolder.resolve(FILE_NAME)).strip().split(" ", 2);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(facts[0])), (int)
                    PATIENCE.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeUTF(facts[1]);
            out.writeBoolean(terminal.watched());
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                out.writeUTF(argument);
            }
            out.flush();
            return Optional.of(relay(new DataInputStream(socket.getInputStream()), terminal));
        } catch (SocketException _) {
            // A file left behind by a server that was killed: nobody listens there any more.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int relay(DataInputStream in, Terminal terminal) throws IOException {
        while (true) {
            byte kind = in.readByte();
            if (kind == EXIT) {
                return in.readInt();
            }
            PrintStream to = kind == OUT ? terminal.out() : terminal.err();
            to.write(in.readNBytes(in.readInt()));
            to.flush();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().name("control-client").start(() -> serve(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "control connection failed", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            DataInputStream in = new DataInputStream(client.getInputStream());
            if (!MessageDigest.isEqual(
                    in.readUTF().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8))) {
                return;
            }
            boolean watched = in.readBoolean();
            List<String> arguments = readArguments(in);
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            Terminal terminal = new Terminal(stream(out, OUT), stream(out, ERR), watched);
            int status = commands.run(arguments, terminal);
            terminal.out().flush();
            terminal.err().flush();
            synchronized (out) {
                out.writeByte(EXIT);
                out.writeInt(status);
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "control client went away", e);
        }
    }

    private static List<String> readArguments(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ARGUMENTS) {
            throw new IOException("too many arguments: " + count);
        }
        List<String> arguments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arguments.add(in.readUTF());
        }
        return arguments;
    }

    /// A stream whose bytes travel as frames of the given kind; `out` is the lock between the streams.
    private static PrintStream stream(DataOutputStream out, byte kind) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        synchronized (out) {
                            out.writeByte(kind);
                            out.writeInt(length);
                            out.write(bytes, from, length);
                            out.flush();
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
