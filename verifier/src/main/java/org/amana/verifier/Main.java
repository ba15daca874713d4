package org.amana.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The auditor's command: `java -jar verifier.jar --dir DIR --key KEY`.
public final class Main {
    private static final int USAGE = 64;
    private static final Set<String> OPTIONS =
            Set.of("--dir", "--url", "--key", "--since", "--signed", "--save", "--proof");

    private static final String HELP = """
            Checks a use ledger: signature, every tile, every entry, times, purposes, sums.

              verify --dir DIR --key KEY      a log in a folder (with `checkpoint` and `tile/` in it)
              verify --url URL --key KEY      a log at an address, such as https://data.example/log
              verify --proof FILE --key KEY   one entry, from a proof document, offline

              --key KEY      the log's verifier key (name+id+base64), or a file that holds it
              --since FILE   a checkpoint kept from an earlier check: nothing that it promised may be gone
              --signed S:R   size and root (base64) that the log's own signer wrote down last, for its keeper
              --save FILE    keep the checkpoint, if all is sound, for the next --since (which may be the same file)
              --json         the report for programs

            Exit code: 0 sound, 2 evidence of misbehaviour, 3 incomplete data or too little memory to tell, 64 wrong use.
            """;

    private final Map<String, String> options = new HashMap<>();
    private final PrintStream out;
    private boolean json;

    private Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /// The whole command.
    ///
    /// @return the exit code: 0 sound, 2 evidence of misbehaviour, 3 incomplete data, 64 wrong use
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.contains("--help") || args.contains("-h")) {
            out.print(HELP);
            return 0;
        }
        try {
            Main command = new Main(out);
            command.read(new ArrayDeque<>(args));
            return command.verdict().exitCode();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(args.isEmpty() ? HELP : "verify --help tells how it is used.\n");
            return USAGE;
        } catch (IOException e) {
            err.println(Unread.why(e));
            return Verdict.INCOMPLETE.exitCode();
        } catch (OutOfMemoryError _) {
            err.println("There is too little memory for this: give java more of it, such as -Xmx2g.");
            return Verdict.INCOMPLETE.exitCode();
        }
    }

    private void read(Deque<String> args) {
        while (!args.isEmpty()) {
            String option = args.remove();
            if (option.equals("--json")) {
                json = true;
            } else if (!OPTIONS.contains(option) || args.isEmpty()) {
                throw new IllegalArgumentException("not an option, or without its value: " + option);
            } else if (options.put(option, args.remove()) != null) {
                throw new IllegalArgumentException("given twice: " + option);
            }
        }
        long sources = options.keySet().stream()
                .filter(Set.of("--dir", "--url", "--proof")::contains)
                .count();
        if (sources != 1 || !options.containsKey("--key")) {
            throw new IllegalArgumentException("give --key, and one of --dir, --url and --proof");
        }
    }

    private Verdict verdict() throws IOException {
        VerifierKey key = key();
        return options.containsKey("--proof") ? checkProof(key) : checkLog(key);
    }

    private Verdict checkLog(VerifierKey key) throws IOException {
        LogSource source = options.containsKey("--dir")
                ? LogSource.folder(Path.of(option("--dir")))
                : LogSource.url(URI.create(option("--url")));
        Report report = LogVerification.verify(source, key, remembered(key));
        out.print(json ? report.json() : report.text());
        if (options.containsKey("--save") && report.verdict() == Verdict.SOUND) {
            new KeptCheckpoint(Path.of(option("--save"))).replace(report.note());
        }
        return report.verdict();
    }

    private Remembered remembered(VerifierKey key) throws IOException {
        Remembered remembered = Remembered.NOTHING;
        if (options.containsKey("--since")) {
            byte[] note = new KeptCheckpoint(Path.of(option("--since"))).read();
            remembered = understood("--since", remembered, known -> known.andSeen(note, key));
        }
        if (options.containsKey("--signed")) {
            String text = key.name() + "\n" + option("--signed").replaceFirst(":", "\n") + "\n";
            remembered = understood("--signed", remembered, known -> known.andSigned(Checkpoint.parse(text)));
        }
        return remembered;
    }

    private static Remembered understood(String option, Remembered known, UnaryOperator<Remembered> more) {
        try {
            return more.apply(known);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(option + ": " + e.message(), e);
        }
    }

    private Verdict checkProof(VerifierKey key) throws IOException {
        String document = Files.readString(Path.of(option("--proof")));
        try {
            ProofDocument.Proven proven = ProofDocument.parse(document).check(key);
            out.println("Entry " + proven.index() + " stands in "
                    + proven.checkpoint().origin() + " of "
                    + proven.checkpoint().size() + " entries, since "
                    + proven.entry().time() + ":");
            out.println(proven.entry());
            proven.disclosures().forEach(disclosure -> out.println(disclosure.name() + ": " + disclosure.value()));
            return Verdict.SOUND;
        } catch (MalformedException e) {
            out.println("NOT PROVED: " + e.message());
            return Verdict.MISBEHAVIOUR;
        }
    }

    private VerifierKey key() throws IOException {
        String text = option("--key");
        try {
            Path file = Path.of(text);
            return VerifierKey.parse(
                    !text.contains("+") && Files.isRegularFile(file)
                            ? Files.readString(file, StandardCharsets.UTF_8)
                            : text);
        } catch (MalformedException e) {
            throw new IllegalArgumentException("--key: " + e.message(), e);
        }
    }

    private String option(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("without " + name);
        }
        return value;
    }
}
