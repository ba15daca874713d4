package org.amana.analysis.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/// What people filled into the forms of a PDF and noted on its pages. It is kept beside a page's text, and in a form it
/// is what the document says.
final class PdfEntries {
    private static final int MOST_FIELDS = 100_000;

    /// What stands in each place of a form, by the dictionary of that place.
    private final IdentityHashMap<COSDictionary, String> filled = new IdentityHashMap<>();

    /// Forms that cannot be made sense of are none: the text is read all the same.
    PdfEntries(PDDocument document) {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null) {
            int count = 0;
            for (PDField field : form.getFieldTree()) {
                count++;
                if (count > MOST_FIELDS) {
                    break;
                }
                take(field);
            }
        }
    }

    private void take(PDField field) {
        try {
            String value = TextCollector.tidy(value(field));
            if (!value.isEmpty()) {
                field.getWidgets().forEach(place -> filled.put(place.getCOSObject(), value));
            }
        } catch (RuntimeException _) {
            // This field says nothing that can be read; the others may.
        }
    }

    private static String value(PDField field) {
        return switch (field) {
            case PDTextField text -> text.getValue();
            case PDChoice choice -> String.join(", ", choice.getValue());
            case PDButton button -> chosen(button);
            default -> "";
        };
    }

    private static String chosen(PDButton button) {
        String value = button.getValue();
        if (value.isEmpty() || value.equals("Off")) {
            return "";
        }
        String name = button.getAlternateFieldName();
        return (name == null ? button.getPartialName() : name) + ": " + value;
    }

    /// Those of a page, in the order they stand in the file.
    List<String> on(PDPage page) throws IOException {
        List<String> entries = new ArrayList<>();
        for (PDAnnotation annotation : page.getAnnotations()) {
            String entry = switch (annotation) {
                case PDAnnotationWidget widget -> filled.getOrDefault(widget.getCOSObject(), "");
                case PDAnnotationPopup _ -> "";
                default -> annotation.getContents() == null ? "" : TextCollector.tidy(annotation.getContents());
            };
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
