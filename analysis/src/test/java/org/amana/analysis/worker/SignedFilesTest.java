package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.amana.analysis.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was signed is read; what was encrypted says so.
@Tag("slow")
class SignedFilesTest {
    private static final byte[] NOTE = "The dredger was paid twice.".getBytes(UTF_8);

    private static KeyPair keys;
    private static X509CertificateHolder holder;
    private static X509Certificate certificate;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeACertificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Rima Haddad, O=Harbour");
        Date from = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
        Date until = Date.from(Instant.parse("2120-01-01T00:00:00Z"));
        holder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, keys.getPublic())
                .build(signer());
        certificate = new JcaX509CertificateConverter().getCertificate(holder);
    }

    @Test
    void whatWasSignedIsAPartOfItsOwn() throws Exception {
        byte[] signed = signed(NOTE, true);
        for (byte[] bytes :
                List.of(signed, base64("", signed, ""), armoured("CMS", signed), armoured("PKCS7", signed))) {
            List<Extraction> all = read("note.txt.p7m", bytes);
            assertThat(all).extracting(each -> each.found().name()).containsExactly("", "note.txt");
            assertThat(all.getFirst().found().claimedType()).isEmpty();
            assertThat(all.getFirst().found().notes()).isEmpty();
            assertThat(all.getFirst().found().metadata()).containsEntry("signer", "Rima Haddad");
            assertThat(Readings.pages(all.get(1)))
                    .singleElement()
                    .satisfies(page -> assertThat(page.text()).isEqualTo("The dredger was paid twice."));
        }
    }

    @Test
    void aMailThatWasSignedAsAWholeIsRead() throws Exception {
        byte[] entity =
                "Content-Type: text/plain; charset=utf-8\r\n\r\nThe dredger was paid twice.\r\n".getBytes(UTF_8);
        String mail = "From: rima@harbour.example\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
                + "Content-Disposition: attachment; filename=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(signed(entity, true)) + "\r\n";
        List<Extraction> all = read("a.eml", mail.getBytes(US_ASCII));
        assertThat(all).extracting(each -> each.found().name()).containsExactly("", "smime.p7m", "smime.eml");
        assertThat(Readings.pages(all.get(2)))
                .singleElement()
                .satisfies(page -> assertThat(page.text()).isEqualTo("The dredger was paid twice."));
    }

    @Test
    void aSignatureOfAnotherFileIsNoDamage() throws Exception {
        assertThat(read("note.txt.p7s", signed(NOTE, false))).singleElement().satisfies(all -> {
            assertThat(all.found().notes()).containsExactly(Reason.of(Reason.Kind.SIGNATURE));
            assertThat(all.found().metadata()).containsEntry("signer", "Rima Haddad");
        });
    }

    @Test
    void whatIsEncryptedSaysSo() throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
        byte[] bytes = generator
                .generate(
                        new CMSProcessableByteArray(NOTE),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES128_CBC).build())
                .getEncoded();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read("note.txt.p7m", bytes))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.of(Reason.Kind.ENCRYPTED)));
    }

    private static byte[] signed(byte[] content, boolean inside) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", keys.getPrivate(), certificate));
        generator.addCertificate(holder);
        return generator.generate(new CMSProcessableByteArray(content), inside).getEncoded();
    }

    private static ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
    }

    private static byte[] armoured(String label, byte[] bytes) {
        return base64("-----BEGIN " + label + "-----\n", bytes, "\n-----END " + label + "-----\n");
    }

    private static byte[] base64(String before, byte[] bytes, String after) {
        return (before + Base64.getMimeEncoder().encodeToString(bytes) + after).getBytes(US_ASCII);
    }

    private List<Extraction> read(String name, byte[] bytes) throws IOException {
        return new Readings(folder).read(name, bytes);
    }
}
