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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.kernel.Background;

/// The operator's side door. A command such as `amana key add` must change the one server that holds the data
/// folder, so it is sent there and carried out inside. Only who may read the data folder's `control` file (mode
/// 0600: a port on the loopback address and a secret) can use it.
final class Control implements AutoCloseable {
    static final String FILE_NAME = "control";
    private static final System.Logger LOG = System.getLogger(Control.class.getName());
    private static final int MOST_ARGUMENTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What a server answers to its secret, so that a command knows it has come to the right door: the port of
    /// one that was killed may be another program's by now.
    private static final byte[] GREETING = "amana-control-1\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte OUT = 1;
    private static final byte ERR = 2;
    private static final byte EXIT = 3;

    /// Carries out a command line inside the server; returns its exit status.
    interface Commands {
        int run(List<String> arguments, Terminal terminal);
    }

    private final Disk disk;
    private final Path file;
    private final ServerSocket socket;
    private final String secret;
    private final Commands commands;

    private Control(Disk disk, Path file, ServerSocket socket, String secret, Commands commands) {
        this.disk = disk;
        this.file = file;
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
        Path file = dataFolder.resolve(FILE_NAME);
        Control control = new Control(disk, file, socket, HexFormat.of().formatHex(random), commands);
        byte[] facts = (socket.getLocalPort() + " " + control.secret + "\n").getBytes(StandardCharsets.US_ASCII);
        disk.replace(file, facts, Access.PRIVATE);
        Thread.ofVirtual().name("control").start(control::accept);
        return control;
    }

    /// Sends a command line to the server that holds the data folder; empty when none runs.
    ///
    /// @throws IOException if the server went away before it was done
    static Optional<Integer> send(Path dataFolder, List<String> arguments, Terminal terminal) throws IOException {
        Optional<Door> door = door(dataFolder.resolve(FILE_NAME));
        if (door.isEmpty()) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            if (!isOpened(socket, door.get())) {
                return Optional.empty();
            }
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeBoolean(terminal.watched());
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                out.writeUTF(argument);
            }
            out.flush();
            return Optional.of(relay(new DataInputStream(socket.getInputStream()), terminal));
        }
    }

    /// What the file in the data folder says.
    private record Door(int port, String secret) {}

    /// Empty if there is no such file, or nothing that a server wrote in it.
    private static Optional<Door> door(Path file) throws IOException {
        try {
            String[] facts = Files.readString(file).strip().split(" ");
            return facts.length == 2 ? Optional.of(new Door(Integer.parseInt(facts[0]), facts[1])) : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Whether a server is there and knows the secret.
    private static boolean isOpened(Socket socket, Door door) {
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeUTF(door.secret);
            out.flush();
            boolean greeted = Arrays.equals(socket.getInputStream().readNBytes(GREETING.length), GREETING);
            socket.setSoTimeout(0); // some commands say nothing for a long time
            return greeted;
        } catch (IOException | IllegalArgumentException _) {
            return false; // a file left behind by a server that was killed: nobody listens there, or somebody else
        }
    }

    /// Stops listening. Commands that are under way go on.
    @Override
    public void close() throws IOException {
        socket.close();
        disk.delete(file);
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
                Background.unstarted("control-client", () -> serve(client)).start(); // a scrub reads everything
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
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.write(GREETING);
            out.flush();
            boolean watched = in.readBoolean();
            List<String> arguments = readArguments(in);
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
