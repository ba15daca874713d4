/// Bearer tokens (RFC 6750) of OpenID Connect issuers. The operator names the issuers; each one's keys are found by
/// its discovery document and followed when they change. A token that holds says who its bearer is and, in a claim,
/// for which purpose they act; what that purpose permits is for `policy` to decide.
@org.jspecify.annotations.NullMarked
package org.amana.oidc;
