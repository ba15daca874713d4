package org.amana.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The accounts of `--dev`: the emulator's well-known one, and what the environment variable `AMANA_DEV_ACCOUNTS`
/// adds or replaces, written `name:key[:key2];name2:key`.
record DevelopmentAccounts(Map<String, List<byte[]>> keysByAccount) {
    static final String VARIABLE = "AMANA_DEV_ACCOUNTS";
    private static final String WELL_KNOWN_ACCOUNT = "devstoreaccount1";
    private static final String WELL_KNOWN_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static DevelopmentAccounts parse(String variable) {
        Map<String, List<byte[]>> accounts = new LinkedHashMap<>();
        accounts.put(WELL_KNOWN_ACCOUNT, List.of(secret(WELL_KNOWN_KEY)));
        for (String account : variable.split(";")) {
            if (!account.isBlank()) {
                String[] parts = account.strip().split(":");
                if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
                    throw new AmanaException(
                            ErrorCode.CONFIGURATION,
                            VARIABLE + ": write name:key or name:key:key2, with ; between accounts");
                }
                List<byte[]> keys = new ArrayList<>();
                for (int i = 1; i < parts.length; i++) {
                    keys.add(secret(parts[i]));
                }
                accounts.put(parts[0], keys);
            }
        }
        return new DevelopmentAccounts(accounts);
    }

    /// The bytes that a client with this key text signs with. Clients differ in how strictly they read base64, so
    /// a key that is not canonical (`testing_key`) is read as lenient decoders do: foreign characters dropped,
    /// both alphabets known, a missing end padded.
    static byte[] secret(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException _) {
            String letters = key.replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", "");
            int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
            return whole == 0
                    ? key.getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(letters.substring(0, whole));
        }
    }
}
