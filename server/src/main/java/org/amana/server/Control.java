package org.amana.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.kernel.Background;

/// The operator's side door. A command such as `amana key add` must change the one server that holds the data
/// folder, so it is sent there and carried out inside. Only who may read the data folder's `control` file (mode
/// 0600: a port on the loopback address and a secret) can use it.
///
/// Both sides prove that they know the secret before anything else is said, and neither tells it: the port of a server
/// that was killed may be another program's by now, and arguments may hold secrets of their own.
final class Control implements AutoCloseable {
    static final String FILE_NAME = "control";
    private static final System.Logger LOG = System.getLogger(Control.class.getName());
    private static final int MOST_ARGUMENTS = 1_000;

    /// Most who are served at once, each by a thread; whoever comes then is turned away.
    private static final int MOST_CLIENTS = 64;

    /// How long either side waits until the other has proved itself, and said what it wants.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// After a connection could not be accepted, for want of descriptors above all.
    private static final Duration PAUSE = Duration.ofMillis(200);

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
    private final ControlProof proof;
    private final Commands commands;
    private final Semaphore clients = new Semaphore(MOST_CLIENTS);

    private Control(Disk disk, Path file, ServerSocket socket, ControlProof proof, Commands commands) {
        this.disk = disk;
        this.file = file;
        this.socket = socket;
        this.proof = proof;
        this.commands = commands;
    }

    /// Starts listening and tells where in the data folder.
    static Control open(Disk disk, Path dataFolder, Commands commands) throws IOException {
        return open(disk, dataFolder, commands, new ServerSocket());
    }

    /// @param socket not bound yet
    static Control open(Disk disk, Path dataFolder, Commands commands, ServerSocket socket) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        String secret = HexFormat.of().formatHex(ControlProof.nonce());
        Path file = dataFolder.resolve(FILE_NAME);
        Control control = new Control(disk, file, socket, new ControlProof(secret), commands);
        byte[] facts = (socket.getLocalPort() + " " + secret + "\n").getBytes(StandardCharsets.US_ASCII);
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

    /// Whether a server is there and knows the secret. It is told a proof that we do, only after its own.
    private static boolean isOpened(Socket socket, Door door) {
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port), (int) PATIENCE.toMillis());
            boolean proved = new ControlProof(door.secret).byClient(new Greeting(socket, PATIENCE));
            socket.setSoTimeout(0); // some commands say nothing for a long time
            return proved;
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
                admit(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "control connection failed", e);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void admit(Socket client) throws IOException {
        if (!clients.tryAcquire()) {
            client.close();
            return;
        }
        // A thread of its own, out of the way of requests: a scrub reads everything.
        Background.unstarted("control-client", () -> {
                    try {
                        serve(client);
                    } finally {
                        clients.release();
                    }
                })
                .start();
    }

    private void serve(Socket client) {
        try (client) {
            if (!proof.byServer(new Greeting(client, PATIENCE))) {
                return;
            }
            client.setSoTimeout((int) PATIENCE.toMillis());
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
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

    /// The conversation before a client is known: it has an end, however slowly the other side speaks.
    private static final class Greeting implements ControlProof.Channel {
        private final Socket socket;
        private final long end;

        Greeting(Socket socket, Duration patience) {
            this.socket = socket;
            this.end = System.nanoTime() + patience.toNanos();
        }

        @Override
        public void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public byte[] hear(int length) throws IOException {
            byte[] heard = new byte[length];
            int at = 0;
            while (at < length) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new SocketTimeoutException("the other side was too slow");
                }
                socket.setSoTimeout((int) left);
                int read = socket.getInputStream().read(heard, at, length - at);
                if (read < 0) {
                    throw new EOFException("the other side went away");
                }
                at += read;
            }
            return heard;
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
