package org.amana.policy;

import java.util.Locale;

/// A practice that the baseline refuses, whoever asks: those prohibited by Article 5(1) of the EU AI Act
/// (Regulation (EU) 2024/1689), and mass surveillance. A purpose that is found to serve one is flagged with it,
/// and from that moment nothing can be done under it.
public enum Practice {
    /// Subliminal, manipulative or deceptive techniques.
    MANIPULATION("5(1)(a)"),
    /// Exploiting vulnerabilities of age, disability, or social or economic situation.
    EXPLOITING_VULNERABILITY("5(1)(b)"),
    /// Evaluating or classifying people by their social behaviour, with detrimental treatment.
    SOCIAL_SCORING("5(1)(c)"),
    /// Predicting that a person commits a crime from profiling alone.
    CRIME_PREDICTION("5(1)(d)"),
    /// Building face recognition databases by untargeted scraping.
    FACE_SCRAPING("5(1)(e)"),
    /// Inferring emotions at work or in education.
    EMOTION_INFERENCE("5(1)(f)"),
    /// Biometric categorisation that deduces race, opinions, belief, sex life or orientation.
    BIOMETRIC_CATEGORISATION("5(1)(g)"),
    /// Real-time remote biometric identification in public spaces for law enforcement.
    REMOTE_BIOMETRIC_IDENTIFICATION("5(1)(h)"),
    /// Population-scale use of communications or biometric data with no individual case.
    MASS_SURVEILLANCE("");

    private final String point;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Practice(String point) {
        this.point = point;
    }

    /// The word in ledger entries and policies: `social-scoring`.
    public String word() {
        return word;
    }

    /// Where it is prohibited, as a person cites it.
    public String source() {
        return point.isEmpty() ? "baseline of Amana" : "EU AI Act Art. " + point;
    }
}
