package org.amana.web.console.view;

/// The rules that give the classes of [Place] their meaning: one custom property for each half percent.
public final class PlaceSheet {
    private PlaceSheet() {}

    public static String css() {
        StringBuilder css = new StringBuilder("@layer charts {\n");
        for (int step = 0; step <= Place.STEPS; step++) {
            String value = step % 2 == 0 ? Integer.toString(step / 2) : step / 2 + ".5";
            css.append(".v-").append(step).append("{--v:").append(value).append('}');
            css.append(".w-").append(step).append("{--w:").append(value).append("}\n");
        }
        return css.append("}\n").toString();
    }
}
