package org.amana.web.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.amana.analysis.Picture;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.CredentialId;

/// Page pictures on their way to the browser. A page that shows pictures reads them under its own ledger entry, which
/// counts their bytes; here they wait, under names nobody can guess, for the requests by which that same session's
/// browser fetches them. So a picture costs no entry beside the page's, and the receipt at the foot of a page is whole.
///
/// Bounded in bytes and time; what waits longest goes first. Safe for many threads.
final class Pictures {
    private static final int NAME_LONGS = 2;

    private final long most;
    private final java.time.Duration life;
    private final InstantSource clock;
    private final RandomGenerator random;
    // Guarded by this; the oldest first.
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    // Guarded by this.
    private long bytes;

    private record Waiting(CredentialId session, Picture picture, Instant until) {}

    Pictures(ConsoleConfig config, InstantSource clock, RandomGenerator random) {
        this.most = config.pictures().bytes();
        this.life = config.pictureLife();
        this.clock = clock;
        this.random = random;
    }

    /// The address at which the session that released this picture can fetch it for a while.
    String keep(Visit visit, Picture picture) {
        StringBuilder name = new StringBuilder();
        synchronized (this) {
            for (int i = 0; i < NAME_LONGS; i++) {
                name.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
            }
            Instant now = clock.instant();
            waiting.put(name.toString(), new Waiting(visit.credential().id(), picture, now.plus(life)));
            bytes += picture.size();
            drop(now);
        }
        return "/picture/" + name;
    }

    Answer show(Visit visit, List<String> parts) {
        Picture picture = find(visit.credential().id(), parts.getFirst());
        return new Answer.Raw(exchange -> {
            Headers.uploaded(exchange);
            exchange.status(200).set("Content-Type", Picture.MEDIA_TYPE);
            exchange.send(picture.bytes());
        });
    }

    private synchronized Picture find(CredentialId session, String name) {
        drop(clock.instant());
        Waiting found = waiting.get(name);
        if (found == null || !found.session().equals(session)) {
            throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "the picture belongs to a page that is not open");
        }
        return found.picture();
    }

    private void drop(Instant now) {
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            Waiting one = oldest.next();
            if (bytes <= most && now.isBefore(one.until())) {
                return;
            }
            bytes -= one.picture().size();
            oldest.remove();
        }
    }
}
