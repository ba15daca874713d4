package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server did to its data folder, call by call, and what its clients were answered meanwhile.
///
/// @param data        the folder
/// @param known       what stood there in the beginning
/// @param notes       of each client
/// @param account     the server's
/// @param key         of the account's steward
/// @param verifierKey of the log
record Recording(
        Path data,
        Map<Spot, Kept> known,
        List<SystemCall> calls,
        List<List<Scribe.Note>> notes,
        String account,
        String key,
        String verifierKey) {
    private static final Pattern ANSWERED = Pattern.compile("(?i)x-ms-client-request-id: ([0-9a-z-]+)\r\n");

    Recording {
        known = Map.copyOf(known);
        calls = List.copyOf(calls);
        notes = notes.stream().map(List::copyOf).toList();
    }

    /// Ids of the requests that a call answers.
    static Set<String> answered(SystemCall call) {
        Set<String> ids = new HashSet<>();
        if (call instanceof SystemCall.Write write && write.path().startsWith("socket:")) {
            Matcher id = ANSWERED.matcher(new String(write.bytes(), StandardCharsets.ISO_8859_1));
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    /// The calls after which something else could be found on the disk than before, or something else has been
    /// answered: by their places in the recording.
    List<Integer> moments() {
        List<Integer> moments = new ArrayList<>();
        Set<Long> underWay = new HashSet<>(); // threads
        for (int i = 0; i < calls.size(); i++) {
            SystemCall call = calls.get(i);
            boolean isOne = call instanceof SystemCall.End
                    ? underWay.remove(call.thread())
                    : isInside(call) || !answered(call).isEmpty();
            if (isOne) {
                moments.add(i);
                if (!call.phase().ends()) {
                    underWay.add(call.thread());
                }
            }
        }
        return moments;
    }

    private boolean isInside(SystemCall call) {
        return path(call).filter(path -> path.startsWith(data.toString())).isPresent();
    }

    private static Optional<String> path(SystemCall call) {
        return switch (call) {
            case SystemCall.End _, SystemCall.Seek _, SystemCall.Other _ -> Optional.empty();
            case SystemCall.Open it -> Optional.of(it.path());
            case SystemCall.Write it -> Optional.of(it.path());
            case SystemCall.Truncate it -> Optional.of(it.path());
            case SystemCall.Allocate it -> Optional.of(it.path());
            case SystemCall.Sync it -> Optional.of(it.path());
            case SystemCall.Rename it -> Optional.of(it.to());
            case SystemCall.Delete it -> Optional.of(it.path());
            case SystemCall.MakeFolder it -> Optional.of(it.path());
        };
    }

    /// A call in a few words, for figures: `Sync extent`.
    String words(SystemCall call) {
        return call.getClass().getSimpleName()
                + path(call).map(path -> " " + kind(path)).orElse("");
    }

    private String kind(String path) {
        if (!path.startsWith(data + "/")) {
            return path.startsWith("socket:") ? "socket" : "folder";
        }
        String inside = path.substring(data.toString().length() + 1);
        if (inside.endsWith(".extent")) {
            return "extent";
        }
        if (inside.startsWith("ledger/")) {
            return inside.substring(0, inside.indexOf('/', 7) < 0 ? inside.length() : inside.indexOf('/', 7));
        }
        return inside.contains("/") ? inside.substring(0, inside.indexOf('/')) : inside;
    }
}
