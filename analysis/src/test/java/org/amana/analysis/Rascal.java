package org.amana.analysis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A worker as it must not be: it says hello like any other, and then does what the name of the file that it is given
/// says.
public final class Rascal {
    private final DataInputStream in = new DataInputStream(System.in);
    private final DataOutputStream out = new DataOutputStream(System.out);
    private int id;

    private Rascal() {}

    /// @param arguments none
    public static void main(String[] arguments) throws Exception {
        new Rascal().run();
    }

    private void run() throws Exception {
        String name = "";
        while (true) {
            in.readInt();
            id = in.readInt();
            Op op = Op.of(in.readUnsignedByte());
            in.readUnsignedByte();
            byte[] payload = in.readNBytes(in.readInt());
            if (op == Op.HELLO) {
                reply(SectionType.ENGINES, new Engines(List.of(), List.of()).encode());
            } else if (op == Op.OPEN) {
                PayloadReader arguments = new PayloadReader(payload);
                name = arguments.string(1000);
                reply(SectionType.END, new byte[0]);
            } else {
                misbehave(name);
            }
        }
    }

    private void reply(SectionType type, byte[] payload) throws IOException {
        out.writeInt(WorkerFrames.REPLY_MAGIC);
        out.writeInt(id);
        out.writeByte(Status.OK.code());
        if (type != SectionType.END) {
            out.writeByte(type.code());
            out.writeInt(payload.length);
            out.write(payload);
        }
        out.writeByte(SectionType.END.code());
        out.writeInt(0);
        out.flush();
    }

    private void misbehave(String how) throws Exception {
        switch (how) {
            case "hang" -> Thread.sleep(3_600_000);
            case "spin" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "die" -> Runtime.getRuntime().halt(3);
            case "eat" -> eat();
            case "babble" -> {
                out.write("java.lang.Error: printed where the protocol is\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(3_600_000);
            }
            case "boast" -> {
                out.writeInt(WorkerFrames.REPLY_MAGIC);
                out.writeInt(id);
                out.writeByte(0);
                out.writeByte(SectionType.PAGE.code());
                out.writeInt(Integer.MAX_VALUE);
                out.flush();
                Thread.sleep(3_600_000);
            }
            case "pour" -> {
                byte[] page = new byte[SectionType.PAGE.cap()];
                out.writeInt(WorkerFrames.REPLY_MAGIC);
                out.writeInt(id);
                out.writeByte(0);
                while (true) {
                    out.writeByte(SectionType.PAGE.code());
                    out.writeInt(page.length);
                    out.write(page);
                }
            }
            case "other" -> {
                id++;
                reply(SectionType.END, new byte[0]);
            }
            case "look" -> reply(SectionType.ENGINES, new Engines(List.of(), look()).encode());
            default -> reply(SectionType.END, new byte[0]);
        }
    }

    private static void eat() {
        byte[][] eaten = {};
        while (true) {
            eaten = Arrays.copyOf(eaten, eaten.length + 1);
            eaten[eaten.length - 1] = new byte[16 << 20];
        }
    }

    /// What can be seen and done from in here.
    private static List<String> look() {
        List<String> seen = new ArrayList<>();
        String secret = System.getProperty("rascal.secret", "/nowhere");
        for (String file : List.of("/etc/passwd", "/etc/shadow", "/home", "/var/lib", "/sys", secret)) {
            if (Files.exists(Path.of(file))) {
                seen.add("sees " + (file.equals(secret) ? "the secret" : file));
            }
        }
        for (String folder : List.of("/usr", "/", "/dev/shm", "/proc/sys/kernel", "/tmp")) {
            try {
                Files.delete(Files.createFile(Path.of(folder, "amana-was-here")));
                seen.add("writes " + folder);
            } catch (IOException _) {
                seen.add("may not write " + folder);
            }
        }
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            long others = processes
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .count();
            seen.add("processes " + others);
        } catch (IOException _) {
            seen.add("no /proc");
        }
        for (String line : lines("/proc/self/status")) {
            if (line.startsWith("CapEff") || line.startsWith("NoNewPrivs")) {
                seen.add(line.replaceAll("\\s+", " "));
            }
        }
        seen.add("environment " + String.join(" ", new TreeSet<>(System.getenv().keySet())));
        int port = Integer.getInteger("rascal.port", 0);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            seen.add("reached the network");
        } catch (IOException _) {
            seen.add("no network");
        }
        return seen;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException _) {
            return List.of();
        }
    }
}
