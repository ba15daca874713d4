package org.amana.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The accounts of `--dev`: the emulator's well-known one, and what the environment variable `AMANA_DEV_ACCOUNTS`
/// adds or replaces, written `name:key[:key2];name2:key`.
record DevelopmentAccounts(Map<String, List<byte[]>> keysByAccount) {
    static final String VARIABLE = "AMANA_DEV_ACCOUNTS";
    private static final String WELL_KNOWN_ACCOUNT = "devstoreaccount1";
    private static final String WELL_KNOWN_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static final DevelopmentAccounts NONE = new DevelopmentAccounts(Map.of());

    static DevelopmentAccounts parse(String variable) {
        Map<String, List<byte[]>> accounts = new LinkedHashMap<>();
        accounts.put(WELL_KNOWN_ACCOUNT, secrets(WELL_KNOWN_KEY));
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
                    keys.addAll(secrets(parts[i]));
                }
                accounts.put(parts[0], keys);
            }
        }
        return new DevelopmentAccounts(accounts);
    }

    /// The bytes that clients with this key text may sign with. A text of canonical Base64 has one reading.
    /// Clients differ in what they make of another (`testing_key`): some read the alphabet for URLs too, as Node
    /// and Commons Codec do; some drop what is not of the alphabet, as MIME, PHP and Perl do; some pad what is
    /// missing and some cut it off; a few take the text itself.
    static List<byte[]> secrets(String key) {
        try {
            return List.of(Base64.getDecoder().decode(key));
        } catch (IllegalArgumentException _) {
            List<byte[]> readings = new ArrayList<>();
            lenient(key.replace('-', '+').replace('_', '/')).ifPresent(readings::add);
            lenient(key)
                    .filter(other -> readings.stream().noneMatch(known -> Arrays.equals(known, other)))
                    .ifPresent(readings::add);
            readings.add(key.getBytes(StandardCharsets.UTF_8));
            return readings;
        }
    }

    /// What is left when letters that are not Base64 are dropped, and a last one that no byte can be made of.
    private static Optional<byte[]> lenient(String key) {
        String letters = key.replaceAll("[^A-Za-z0-9+/]", "");
        int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
        return whole == 0 ? Optional.empty() : Optional.of(Base64.getDecoder().decode(letters.substring(0, whole)));
    }
}
