package org.amana.web.blob;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amana.blob.SetContainerAcl;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// `SignedIdentifiers`, a container's stored access policies (Azure REST: *Set Container ACL*).
final class AclXml {
    private static final String IN_ORDER = "racwdl";

    /// SDKs differ in where they put these.
    private static final String IN_ANY_ORDER = "xytmeopif";

    private AclXml() {}

    /// @throws AmanaException `INVALID_XML` for another document, more than five policies, an id given twice,
    ///     or times that no signature could use
    static List<StoredAccessPolicy> read(XmlElement root) {
        List<StoredAccessPolicy> policies = root.named("SignedIdentifiers").children().stream()
                .map(identifier -> policy(identifier.named("SignedIdentifier")))
                .toList();
        Set<String> ids = new HashSet<>();
        for (StoredAccessPolicy policy : policies) {
            if (!ids.add(policy.id())) {
                throw new AmanaException(ErrorCode.INVALID_XML, "the policy " + policy.id() + " is given twice");
            }
        }
        if (policies.size() > SetContainerAcl.MOST_POLICIES) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML,
                    "a container has at most " + SetContainerAcl.MOST_POLICIES + " policies, not " + policies.size());
        }
        return policies;
    }

    private static StoredAccessPolicy policy(XmlElement identifier) {
        String id = identifier.requireTextOf("Id");
        return identifier
                .child("AccessPolicy")
                .map(access -> new StoredAccessPolicy(
                        id, time(access, "Start"), time(access, "Expiry"), permissions(access.textOf("Permission"))))
                .orElseGet(() -> new StoredAccessPolicy(id, "", "", ""));
    }

    /// Those that were kept before this was looked at stay as they are.
    private static String permissions(String text) {
        int before = -1; // among those that have an order
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int place = IN_ORDER.indexOf(letter);
            if (text.indexOf(letter) < i
                    || (place < 0 && IN_ANY_ORDER.indexOf(letter) < 0)
                    || (place >= 0 && place < before)) {
                throw new AmanaException(
                        ErrorCode.INVALID_XML,
                        "Permission: some of " + IN_ORDER + " in this order, and of " + IN_ANY_ORDER
                                + ", each once, not " + text);
            }
            before = Math.max(before, place);
        }
        return text;
    }

    private static String time(XmlElement access, String element) {
        String text = access.textOf(element);
        if (!text.isEmpty() && SasTime.parse(text).isEmpty()) {
            throw new AmanaException(ErrorCode.INVALID_XML, element + ": " + text + " is no time in UTC, ISO 8601");
        }
        return text;
    }

    static Xml write(List<StoredAccessPolicy> policies) {
        Xml xml = new Xml().open("SignedIdentifiers");
        for (StoredAccessPolicy policy : policies) {
            xml.open("SignedIdentifier").text("Id", policy.id());
            if (!policy.isWithoutTerms()) {
                xml.open("AccessPolicy");
                writeIfPresent(xml, "Start", exactly(policy.start()));
                writeIfPresent(xml, "Expiry", exactly(policy.expiry()));
                writeIfPresent(xml, "Permission", policy.permissions());
                xml.close("AccessPolicy");
            }
            xml.close("SignedIdentifier");
        }
        return xml.close("SignedIdentifiers");
    }

    /// The form that Azure gives times back in, whatever form they came in.
    private static String exactly(String time) {
        return SasTime.parse(time).map(SasTime::formatExactly).orElse(time);
    }

    private static void writeIfPresent(Xml xml, String element, String text) {
        if (!text.isEmpty()) {
            xml.text(element, text);
        }
    }
}
