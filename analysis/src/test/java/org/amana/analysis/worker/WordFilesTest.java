package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.analysis.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do to each other's texts, changes, notes and comments, does not get in the way of the words.
@Tag("slow")
class WordFilesTest {
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    @TempDir
    private Path folder;

    @Test
    void whatWasDeletedDoesNotJoinWhatWasPutInItsPlace() throws Exception {
        String text = docx("""
                <w:p><w:r><w:t xml:space="preserve">The amount is </w:t></w:r>
                <w:del w:id="1" w:author="Omar"><w:r><w:delText>50000</w:delText><w:tab/></w:r><w:r>
                <w:delText>in cash</w:delText></w:r></w:del><w:ins w:id="2" w:author="Malik"><w:r><w:t>70000</w:t></w:r></w:ins>
                <w:r><w:t xml:space="preserve"> dollars &amp; nothing.</w:t></w:r></w:p>
                <w:p><w:moveFrom w:id="3" w:author="Omar"><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>
                <w:p><w:pPr><w:rPr><w:del w:id="5" w:author="Omar"/></w:rPr></w:pPr>
                <w:moveTo w:id="4" w:author="Omar"><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>
                """);
        assertThat(text)
                .contains("The amount is 70000 dollars & nothing.\n")
                .endsWith("\n\nDeleted by Omar: 50000 in cash")
                .containsOnlyOnce("50000")
                .containsOnlyOnce("moved")
                .containsOnlyOnce("Deleted by");
    }

    @Test
    void whereADocumentRefersToANoteNoPhraseIsBroken() throws Exception {
        String text = docx("""
                <w:p><w:r><w:t>The treaty was signed</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
                <w:r><w:t xml:space="preserve"> in Beirutville, see [2].</w:t></w:r><w:commentRangeStart w:id="0"/>
                <w:r><w:t xml:space="preserve"> They</w:t></w:r><w:commentRangeEnd w:id="0"/>
                <w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> agreed.</w:t></w:r></w:p>
                """);
        assertThat(text)
                .contains("The treaty was signed in Beirutville, see [2]. They agreed.")
                .contains("See annex four", "Comment by Rima: No they did not");
    }

    @Test
    void aCommentOnAListIsReadAndNoneIsReadTwice() throws Exception {
        String reference = "<w:r><w:commentReference w:id=\"0\"/></w:r>";
        assertThat(docx("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                        + "<w:r><w:t>First of all</w:t></w:r>" + reference + "</w:p>"))
                .contains("First of all")
                .containsOnlyOnce("Comment by Rima: No they did not");
        assertThat(docx("<w:p><w:r><w:t>Nothing refers to it</w:t></w:r></w:p>"))
                .endsWith("\n\nComment by Rima: No they did not");
        assertThat(docx("<w:p><w:r><w:t>As always</w:t></w:r>" + reference + "</w:p>"))
                .containsOnlyOnce("No they did not");
    }

    @Test
    void aDocumentThatIsNoXmlAnyMoreIsDamagedAsBefore() throws Exception {
        assertThatThrownBy(() -> docx("<w:p><w:del w:id=\"1\"><w:r><w:t>never closed</w:t></w:r></w:p>"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason().kind()).isEqualTo(Reason.Kind.DAMAGED));
    }

    @Test
    void notesInRtfStandApart() throws Exception {
        String rtf = "{\\rtf1\\ansi\\pard He spoke\\chftn {\\footnote\\pard\\plain alpha {\\b note}.}and left\\par"
                + " Para{\\*\\annotation beta.}end {\\*\\x\\bin3 }}}} brace\\}{\\footnote gamma}omega\\par}";
        assertThat(new Readings(folder).text("a.rtf", rtf.getBytes(US_ASCII)))
                .contains("He spoke alpha note. and left", "Para beta. end", "brace} gamma omega");
    }

    private String docx(String body) throws Exception {
        return new Readings(folder).text("a.docx", Readings.zip(parts(body)));
    }

    private static Map<String, String> parts(String body) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns='" + PACKAGE + "content-types'><Default Extension='rels' ContentType="
                        + "'application/vnd.openxmlformats-package.relationships+xml'/>"
                        + type("document", "document.main")
                        + type("footnotes", "footnotes") + type("comments", "comments") + "</Types>");
        parts.put("_rels/.rels", relations(relation("officeDocument", "word/document.xml")));
        parts.put("word/document.xml", part("document", "<w:body>" + body + "</w:body>"));
        parts.put(
                "word/_rels/document.xml.rels",
                relations(relation("footnotes", "footnotes.xml") + relation("comments", "comments.xml")));
        parts.put(
                "word/footnotes.xml",
                part("footnotes", "<w:footnote w:id='2'>" + said("See annex four") + "</w:footnote>"));
        parts.put(
                "word/comments.xml",
                part(
                        "comments",
                        "<w:comment w:id='0' w:author='Rima' w:initials='R'>" + said("No they did not")
                                + "</w:comment>"));
        return parts;
    }

    private static String type(String part, String type) {
        return "<Override PartName='/word/" + part + ".xml' ContentType='" + WORDS + type + "+xml'/>";
    }

    private static String part(String name, String inside) {
        return "<w:" + name + " xmlns:w='" + WORD + "'>" + inside + "</w:" + name + ">";
    }

    private static String said(String words) {
        return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>";
    }

    private static String relations(String inside) {
        return "<Relationships xmlns='" + PACKAGE + "relationships'>" + inside + "</Relationships>";
    }

    private static String relation(String type, String target) {
        return "<Relationship Id='" + type + "' Type='" + OFFICE + "/" + type + "' Target='" + target + "'/>";
    }
}
