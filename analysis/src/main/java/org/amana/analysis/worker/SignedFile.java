package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.amana.analysis.Reason;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfoParser;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.Store;

/// What was signed or encrypted for somebody with a certificate (Cryptographic Message Syntax, RFC 5652: `.p7m`,
/// `.p7s`), in DER, or in base64 with and without lines around it (RFC 7468). What was signed is taken out; whether the
/// signature is right is not looked at. Not by Tika, which says nothing where it has no parser for what is inside.
final class SignedFile {
    private static final Set<String> TYPES =
            Set.of("application/pkcs7-mime", "application/pkcs7-signature", "application/x-pkcs7-certificates");

    private static final Pattern ENDING = Pattern.compile("(?i)\\.p7[ms]$");

    private static final Pattern ARMOUR = Pattern.compile("-----BEGIN (?:CMS|PKCS7|PKCS #7 SIGNED DATA)-----");

    /// Of base64; more than the beginning of any sequence in DER.
    private static final Pattern BARE = Pattern.compile("MI[A-Za-z0-9+/\\s]{30,}");

    private static final int BEGINNING = 64;

    /// Of a mail that was signed as a whole, the file is called so, and holds all but who it is from (RFC 8551 §3.5.2).
    private static final String MAIL = "smime";

    /// What came out.
    ///
    /// @param content whether what was signed is in it, and not a file of its own
    /// @param signers the names in their certificates
    record Told(boolean content, boolean signed, Set<String> signers) {}

    private SignedFile() {}

    static boolean isType(String type) {
        return TYPES.contains(type);
    }

    /// Whether a text is such a file in base64.
    static boolean isInBase64(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1).strip();
            return ARMOUR.matcher(beginning).lookingAt()
                    || BARE.matcher(beginning).matches();
        }
    }

    /// @param name of the file
    /// @throws RefusedException if it is encrypted, or damaged
    static Told take(Path file, String type, String name, Members members) {
        try {
            requireSigned(file);
            return open(file, type, name, members);
        } catch (CMSException | IOException | RuntimeException e) {
            throw Failures.refused(type, e);
        }
    }

    private static void requireSigned(Path file) throws IOException {
        try (InputStream in = bytes(file)) {
            if (!(new ASN1StreamParser(in).readObject() instanceof ASN1SequenceParser sequence)) {
                throw new IOException("no sequence");
            }
            ASN1ObjectIdentifier kind = new ContentInfoParser(sequence).getContentType();
            if (Set.of(
                            CMSObjectIdentifiers.envelopedData,
                            CMSObjectIdentifiers.encryptedData,
                            CMSObjectIdentifiers.signedAndEnvelopedData,
                            CMSObjectIdentifiers.authEnvelopedData)
                    .contains(kind)) {
                throw new RefusedException(Reason.Kind.ENCRYPTED);
            }
            if (!kind.equals(CMSObjectIdentifiers.signedData)) {
                throw new RefusedException(Reason.Kind.PACKED);
            }
        }
    }

    private static Told open(Path file, String type, String name, Members members) throws IOException, CMSException {
        try (InputStream in = bytes(file)) {
            CMSSignedDataParser signed = new CMSSignedDataParser(new BcDigestCalculatorProvider(), in);
            CMSTypedStream content = signed.getSignedContent();
            if (content != null) {
                String inner = nameOfContent(name);
                boolean mail = inner.equals(MAIL);
                members.write(
                        type,
                        mail ? MAIL + ".eml" : inner,
                        mail ? MailTexts.MAIL : "",
                        out -> content.getContentStream().transferTo(out));
                content.drain();
            }
            Set<String> names = new LinkedHashSet<>();
            List<X509CertificateHolder> certificates = certificates(signed.getCertificates());
            List<SignerInformation> signers =
                    List.copyOf(signed.getSignerInfos().getSigners());
            for (SignerInformation signer : signers) {
                certificates.stream()
                        .filter(signer.getSID()::match)
                        .forEach(certificate -> names.add(name(certificate.getSubject())));
            }
            return new Told(content != null, !signers.isEmpty(), names);
        }
    }

    private static List<X509CertificateHolder> certificates(Store<?> store) {
        return store.getMatches(null).stream()
                .filter(X509CertificateHolder.class::isInstance)
                .map(X509CertificateHolder.class::cast)
                .toList();
    }

    private static String nameOfContent(String name) {
        String alone = name.substring(name.lastIndexOf('/') + 1);
        return ENDING.matcher(alone).replaceFirst("");
    }

    private static String name(X500Name subject) {
        for (RDN common : subject.getRDNs(BCStyle.CN)) {
            return IETFUtils.valueToString(common.getFirst().getValue());
        }
        return subject.toString();
    }

    private static InputStream bytes(Path file) throws IOException {
        boolean inBase64 = isInBase64(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        if (!inBase64) {
            return in;
        }
        in.mark(1 << 10);
        String first = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        in.reset();
        if (ARMOUR.matcher(first.stripLeading()).lookingAt()) {
            in.skipNBytes(first.indexOf("-----", first.indexOf("BEGIN")) + 5);
        }
        return Base64.getMimeDecoder().wrap(in);
    }
}
