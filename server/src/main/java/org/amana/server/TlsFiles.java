package org.amana.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.server.HttpsConfig.Source;
import org.amana.web.http.Tls;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// Key and certificates for TLS as they lie on the disk: made here, or given. A key of our own is readable by its owner
/// alone.
final class TlsFiles {
    /// Where in the data folder those that are made here lie.
    static final String FOLDER = "tls";

    static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";

    /// These, by their names in the data folder.
    static final List<String> OWN = List.of(FOLDER + "/" + KEY, FOLDER + "/" + CERTIFICATE);

    /// A certificate of our own that ends sooner than this is replaced at the start.
    private static final Duration RENEWED = Duration.ofDays(30);

    private final Disk disk;
    private final InstantSource clock;
    private final SecureRandom random;

    TlsFiles(Disk disk, InstantSource clock, SecureRandom random) {
        this.disk = disk;
        this.clock = clock;
        this.random = random;
    }

    /// @param bind the address that is listened on, which a certificate of our own covers too
    /// @throws AmanaException `CONFIGURATION` naming the file that is missing or holds something else
    Tls load(Source source, String bind) {
        return switch (source) {
            case Source.SelfSigned own -> own(own, namesOfThisMachine(bind, own.names()));
            case Source.Pem pem -> pem(pem);
            case Source.Pkcs12 store -> pkcs12(store);
        };
    }

    /// The file to give to clients that do not know who vouches for the certificate.
    static Path certificateFile(Source source) {
        return switch (source) {
            case Source.SelfSigned own -> own.folder().resolve(CERTIFICATE);
            case Source.Pem pem -> pem.certificates();
            case Source.Pkcs12 store -> store.store();
        };
    }

    private static SequencedSet<String> namesOfThisMachine(String bind, List<String> more) {
        SequencedSet<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException _) {
            // A machine that does not know its own name is reached by its address.
        }
        if (!bind.equals("0.0.0.0") && !bind.equals("::")) {
            names.add(bind);
        }
        names.addAll(more);
        return names;
    }

    private Tls own(Source.SelfSigned own, SequencedSet<String> names) {
        Path keyFile = own.folder().resolve(KEY);
        Path certificateFile = own.folder().resolve(CERTIFICATE);
        if (disk.exists(keyFile) && disk.exists(certificateFile)) {
            requirePrivate(keyFile);
            Tls kept = new Tls(privateKey(keyFile), certificates(certificateFile));
            if (isGood(kept, names)) {
                return kept;
            }
        }
        SelfSignedCertificate.Made made = SelfSignedCertificate.make(names, clock.instant(), random);
        disk.createDirectories(own.folder());
        disk.replace(keyFile, pem(made.keys().getPrivate()), Access.PRIVATE);
        disk.replace(certificateFile, pem(made.certificate()), Access.PUBLIC);
        return new Tls(made.keys().getPrivate(), List.of(made.certificate()));
    }

    /// Whether it lasts, covers what the machine is called now, and belongs to the key: the power may have failed
    /// between the two files.
    private boolean isGood(Tls kept, Set<String> names) {
        X509Certificate certificate = kept.chain().getFirst();
        Instant end = certificate.getNotAfter().toInstant();
        return end.minus(RENEWED).isAfter(clock.instant())
                && covered(certificate).containsAll(inOneSpelling(names))
                && belong(kept.key(), certificate);
    }

    private static Set<String> covered(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? Set.of()
                    : inOneSpelling(alternatives.stream()
                            .map(each -> String.valueOf(each.get(1)))
                            .collect(Collectors.toSet()));
        } catch (CertificateParsingException _) {
            return Set.of();
        }
    }

    /// `::1` is `0:0:0:0:0:0:0:1` in a certificate that is read back.
    private static Set<String> inOneSpelling(Set<String> names) {
        return names.stream()
                .map(name -> SelfSignedCertificate.isAddress(name)
                        ? InetAddress.ofLiteral(name).getHostAddress()
                        : name)
                .collect(Collectors.toSet());
    }

    private static boolean belong(PrivateKey key, X509Certificate certificate) {
        try {
            byte[] signed = "which key is it?".getBytes(StandardCharsets.US_ASCII);
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(signed);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certificate.getPublicKey());
            checking.update(signed);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException _) {
            return false; // one is of another kind than the other
        }
    }

    private Tls pem(Source.Pem pem) {
        Tls given = new Tls(privateKey(required(pem.key())), certificates(required(pem.certificates())));
        if (!belong(given.key(), given.chain().getFirst())) {
            throw wrong(pem.certificates(), "its first certificate does not belong to the key in " + pem.key());
        }
        return given;
    }

    private Tls pkcs12(Source.Pkcs12 given) {
        char[] password = new String(disk.read(required(given.passwordFile())), StandardCharsets.UTF_8)
                .strip()
                .toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(disk.read(required(given.store()))), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    return new Tls(key, chain(store.getCertificateChain(alias)));
                }
            }
            throw wrong(given.store(), "there is no private key in it");
        } catch (GeneralSecurityException | IOException e) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    given.store() + ": cannot be opened as PKCS#12 with the password in " + given.passwordFile() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }

    private Path required(Path file) {
        if (!disk.exists(file)) {
            throw wrong(file, "there is no such file");
        }
        return file;
    }

    private void requirePrivate(Path key) {
        if (disk.access(key) != Access.PRIVATE) {
            throw wrong(key, "can be read or written by others than its owner: chmod 600 " + key);
        }
    }

    private PrivateKey privateKey(Path file) {
        for (Object part : parts(file)) {
            Optional<PrivateKeyInfo> info = switch (part) {
                case PrivateKeyInfo pkcs8 -> Optional.of(pkcs8);
                case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
                default -> Optional.empty();
            };
            if (info.isPresent()) {
                try {
                    return new JcaPEMKeyConverter().getPrivateKey(info.get());
                } catch (IOException e) {
                    throw new AmanaException(ErrorCode.CONFIGURATION, file + ": no key of a known kind", e);
                }
            }
        }
        throw wrong(file, "there is no private key in it that is not encrypted");
    }

    private List<X509Certificate> certificates(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Object part : parts(file)) {
            if (part instanceof X509CertificateHolder holder) {
                try {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                } catch (GeneralSecurityException e) {
                    throw new AmanaException(ErrorCode.CONFIGURATION, file + ": a certificate is damaged", e);
                }
            }
        }
        if (chain.isEmpty()) {
            throw wrong(file, "there is no certificate in it");
        }
        return chain;
    }

    private List<Object> parts(Path file) {
        List<Object> parts = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(new String(disk.read(file), StandardCharsets.UTF_8)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
            return parts;
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, file + ": not PEM: " + e.getMessage(), e);
        }
    }

    private static byte[] pem(Object thing) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : thing);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written to", e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static AmanaException wrong(Path file, String why) {
        return new AmanaException(ErrorCode.CONFIGURATION, file + ": " + why);
    }
}
