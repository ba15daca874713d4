package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;

/// Lease Container and Lease Blob.
final class LeasesWireTest extends OpenHouse {
    @Test
    void anActionOnALeaseSaysWhoseLeaseIsNotThere() throws IOException {
        put("a", "hello");
        for (String query : List.of("?restype=container&comp=lease", "/a?comp=lease")) {
            String whose = query.startsWith("/a") ? "blob" : "container";
            Answer none = steward("PUT", "/" + container + query, "x-ms-lease-action", "break")
                    .send();
            assertThat(none.status()).isEqualTo(409);
            assertThat(none.code()).isEqualTo("LeaseNotPresentWithLeaseOperation");
            assertThat(none.text()).contains("There is currently no lease on the " + whose + ".");
            Answer other = steward(
                            "PUT",
                            "/" + container + query,
                            "x-ms-lease-action",
                            "renew",
                            "x-ms-lease-id",
                            "469c1868-11a0-3f32-3dd1-0cf20b9cb067")
                    .send();
            assertThat(other.code()).isEqualTo("LeaseIdMismatchWithLeaseOperation");
            assertThat(other.text()).contains("did not match the lease ID for the " + whose + ".");
        }
    }
}
