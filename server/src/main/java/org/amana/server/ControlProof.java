package org.amana.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How the two sides of the operator's door prove to each other that they know its secret, without telling it. Each
/// names a number that was never used before, and gives the HMAC of both with what it is; the server is first, so that
/// who only listens learns nothing that would open another door. Safe for many threads.
final class ControlProof {
    private static final byte[] GREETING = "amana-control-2\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SERVER = "server";
    private static final String CLIENT = "client";
    private static final int LENGTH = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    /// @throws IllegalArgumentException if the secret is empty
    ControlProof(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /// Bytes to and from the other side.
    interface Channel {
        void say(byte[] bytes) throws IOException;

        /// @throws IOException if the other side says less
        byte[] hear(int length) throws IOException;
    }

    /// 32 bytes that nobody can guess.
    static byte[] nonce() {
        byte[] random = new byte[LENGTH];
        new SecureRandom().nextBytes(random);
        return random;
    }

    /// The client's side: whether the other one knows the secret. It is told our proof only then.
    boolean byClient(Channel server) throws IOException {
        byte[] mine = nonce();
        server.say(mine);
        if (!Arrays.equals(server.hear(GREETING.length), GREETING)) {
            return false;
        }
        byte[] theirs = server.hear(LENGTH);
        if (!MessageDigest.isEqual(server.hear(LENGTH), proof(SERVER, mine, theirs))) {
            return false;
        }
        server.say(proof(CLIENT, mine, theirs));
        return true;
    }

    /// The server's side: whether the other one knows the secret.
    boolean byServer(Channel client) throws IOException {
        byte[] theirs = client.hear(LENGTH);
        byte[] mine = nonce();
        client.say(joined(GREETING, mine, proof(SERVER, theirs, mine)));
        return MessageDigest.isEqual(client.hear(LENGTH), proof(CLIENT, theirs, mine));
    }

    private byte[] proof(String side, byte[] ofClient, byte[] ofServer) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update(GREETING);
            mac.update(side.getBytes(StandardCharsets.US_ASCII));
            mac.update(ofClient);
            return mac.doFinal(ofServer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
