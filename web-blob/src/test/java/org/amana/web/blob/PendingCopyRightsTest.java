package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.PolicyText;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A copy goes on for as long as whoever began it may write: by a key, or by a signature.
@Tag("slow")
final class PendingCopyRightsTest extends CopyingHouse {
    @Test
    void aCopyWhoseKeyEndsMeanwhileFails() throws Exception {
        begin("/slow");
        awaitAsked(2);
        house.access.directory().end(house.keys.steward().credential().id(), Authority.operator("test"));
        goOn.countDown();
        key = house.keys.reader().base64();
        Answer failed = await("failed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(failed.header("x-ms-copy-status-description")).isPresent();
    }

    /// What expires is deleted then, also when its bytes come later.
    @Test
    void aCopyThatExpiresFailsForWhoMayNotDeleteAnyMore() throws Exception {
        PurposeId purpose = house.keys.steward().credential().purpose();
        Scope all = house.access.directory().purpose(purpose).orElseThrow().scope();
        Scope writing = all.withActions(Action.READ, Action.LIST, Action.WRITE);
        String[] expiring = {
            "x-ms-copy-source", url("/slow"), "x-ms-expiry-option", "RelativeToNow", "x-ms-expiry-time", "3600000"
        };
        assertThat(steward("PUT", "/con/copy", expiring).send().status()).isEqualTo(202);
        awaitAsked(2);
        house.access.directory().rescope(purpose, writing, Authority.operator("test"));
        goOn.countDown();
        assertThat(await("failed").header("x-ms-copy-status-description").orElseThrow())
                .contains("does not allow to delete");
        assertThat(house.ledger.entries(0, 1_000).stream()
                        .filter(entry -> entry.has("rule"))
                        .filter(entry -> entry.texts("rule").contains("baseline/forbid/action@1"))
                        .map(entry -> entry.text("act") + " " + entry.text("dec")))
                .containsExactly("write deny");
        assertThat(steward("PUT", "/con/copy", expiring).send().code()).isEqualTo("PurposeForbidsAction");
    }

    private static OffsetDateTime in(Duration time) {
        return OffsetDateTime.now(ZoneOffset.UTC).plus(time);
    }

    private BlobContainerClient container() {
        return house.sdk().getBlobContainerClient("con");
    }

    /// Begins a copy with this signature, and waits until its bytes are coming.
    private void beginSigned(String signature) throws Exception {
        Answer begun = client.request("PUT", "/" + A + "/con/copy?" + signature)
                .with("x-ms-copy-source", url("/slow"))
                .send();
        assertThat(begun.header("x-ms-copy-status")).as(begun.toString()).hasValue("pending");
        awaitAsked(2);
    }

    private String signature(Duration life) {
        return container()
                .generateSas(new BlobServiceSasSignatureValues(in(life), BlobContainerSasPermission.parse("cw")));
    }

    private void setPolicy(String permissions) {
        BlobAccessPolicy terms =
                new BlobAccessPolicy().setPermissions(permissions).setExpiresOn(in(Duration.ofHours(1)));
        container()
                .setAccessPolicy(
                        null,
                        List.of(new BlobSignedIdentifier().setId("writers").setAccessPolicy(terms)));
    }

    private void assertFailedAsSigned(String why) throws Exception {
        Answer failed = await("failed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(failed.header("x-ms-copy-status-description").orElseThrow())
                .contains("the signature that asked for it is of no use any more", why);
    }

    @Test
    void aCopyThatWasBegunWithASignatureIsOneOfThatSignature() throws Exception {
        beginSigned(signature(Duration.ofHours(1)));
        house.access
                .policies()
                .replace(
                        List.of(new PolicyText(
                                "site/forbid/signed@1",
                                "forbid (principal, action == Amana::Action::\"write\", resource)"
                                        + " when { context.credentialKind == \"sas\" };")),
                        Authority.operator("test"));
        goOn.countDown();
        assertFailedAsSigned("site/forbid/signed@1");
    }

    @Test
    void aCopyGoesOnWhileItsSignatureHolds() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        leave();
        goOn.countDown();
        enter();
        assertThat(await("success").header("Content-Length")).hasValue(Integer.toString(2 * HALF));
    }

    @Test
    void aCopyWhoseSignatureExpiresMeanwhileFails() throws Exception {
        beginSigned(signature(Duration.ofSeconds(8)));
        Thread.sleep(8_100);
        goOn.countDown();
        assertFailedAsSigned("expired at");
    }

    @Test
    void aCopyWhoseStoredAccessPolicyIsTakenAwayMeanwhileFails() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        container().setAccessPolicy(null, List.of());
        goOn.countDown();
        assertFailedAsSigned("the stored access policy writers");
    }

    @Test
    void aCopyWhoseStoredAccessPolicyIsChangedWhileTheServerStandsIsRefusedOnTheRecord() throws Exception {
        setPolicy("cw");
        beginSigned(container().generateSas(new BlobServiceSasSignatureValues("writers")));
        setPolicy("r");
        leave();
        goOn.countDown();
        enter();
        assertFailedAsSigned("the stored access policy writers");
        assertThat(house.ledger.entries(0, 1_000))
                .filteredOn(entry -> entry.has("rule") && entry.texts("rule").contains("baseline/forbid/signature@1"))
                .isNotEmpty();
    }
}
