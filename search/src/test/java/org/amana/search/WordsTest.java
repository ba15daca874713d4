package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What words find in each language.
class WordsTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(folder);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "التجريف",
                "تجريف",
                "والتجريف",
                "بالتجريف",
                "وتجريف",
                "التَّجْرِيف",
                "التـجـريف",
                "ﺍﻟﺘﺠﺮﻳﻒ",
                "التجریف"
            })
    void anArabicWordIsFoundWithOrWithoutArticleConjunctionVowelsTatweelAndLigatures(String query) {
        shelf.put("جلسة.pdf", "ar", "واستعرضت اللجنة عرض الشركة بشأن امتياز التجريف عند الرصيف");
        assertThat(shelf.names(query)).containsExactly("جلسة.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "بشأن التجريف",
                "عرض والتجريف",
                "المستندات بالتجريف",
                "ﺍﻟﺘﺠﺮﻳﻒ في",
                "التَّجْرِيفُ قديم",
                "التـجـريـف قديم"
            })
    void anArabicTextIsFoundHoweverItsWordIsWritten(String text) {
        shelf.put("نص.pdf", "ar", text);
        assertThat(shelf.names("تجريف")).containsExactly("نص.pdf");
    }

    @ParameterizedTest
    @CsvSource({"2018,٢٠١٨", "٢٠١٨,2018", "۲۰۱۸,2018", "2018,۲۰۱۸", "۲۰۱۸,٢٠١٨"})
    void aNumberIsFoundInTheDigitsOfAnyScript(String query, String written) {
        shelf.put("a.pdf", "ar", "سنة " + written + " كانت");
        assertThat(shelf.names(query)).containsExactly("a.pdf");
    }

    @ParameterizedTest
    @CsvSource({"اسلام,إسلام", "إسلام,اسلام", "مدرسه,مدرسة", "مستشفي,مستشفى", "لا,ﻻ"})
    void lettersThatPeopleWriteInTwoWaysAreOne(String query, String written) {
        shelf.put("a.pdf", "ar", "كلمة " + written + " هنا");
        assertThat(shelf.names(query)).containsExactly("a.pdf");
    }

    @Test
    void anExactArabicWordStandsAboveItsRelatives() {
        shelf.put("related.pdf", "ar", "عن الكتاب القديم");
        shelf.put("exact.pdf", "ar", "عن كتاب القديم");
        assertThat(shelf.names("كتاب")).containsExactly("exact.pdf", "related.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "concesión,concesiones",
        "concesion,concesión",
        "CONCESIONES,concesión",
        "canciones,canción",
        "niño,niños",
        "nino,niño",
        "público,publicos"
    })
    void aSpanishWordIsFoundInItsOtherNumberAndWithoutAccents(String query, String written) {
        shelf.put("acta.pdf", "es", "El acta menciona " + written + " en el puerto");
        assertThat(shelf.names(query)).containsExactly("acta.pdf");
    }

    @ParameterizedTest
    @CsvSource({"dredge,dredging", "concessions,concession", "ship's,ship", "committee,committees", "cafe,café"})
    void anEnglishWordIsFoundInItsOtherForms(String query, String written) {
        shelf.put("minutes.pdf", "en", "The minutes mention " + written + " at the port");
        assertThat(shelf.names(query)).containsExactly("minutes.pdf");
    }

    @Test
    void aLanguageWithoutStemmerIsFoundAsItStandsWhateverTheCaseAndAccents() {
        shelf.put("note.tif", "fr", "Objet : concession de dragage, fin d’un été");
        shelf.put("text.txt", "und", "Ведомость порта");
        shelf.put("zh.txt", "zh", "港口疏浚合同");
        assertThat(shelf.names("DRAGAGE")).containsExactly("note.tif");
        assertThat(shelf.names("ete")).containsExactly("note.tif");
        assertThat(shelf.names("ведомость")).containsExactly("text.txt");
        assertThat(shelf.names("合同")).containsExactly("zh.txt");
    }

    @ParameterizedTest
    @CsvSource({"كِتا*,كتاب", "كتـا*,كتاب", "canció*,canción", "cancio\u0301*,canción", "cancio*,cancio\u0301n"})
    void aPatternMayBeWrittenWithMarks(String query, String written) {
        shelf.put("a.pdf", "und", "the word " + written + " stands here");
        assertThat(shelf.names(query)).containsExactly("a.pdf");
    }

    @Test
    void aLoneSignIsNotAskedFor() {
        shelf.put("a.pdf", "en", "alpha and beta");
        for (String query : List.of("alpha AND &", "& AND alpha", "alpha AND & AND beta", "alpha \"&\"", "alpha +&")) {
            assertThat(shelf.names(query)).as(query).containsExactly("a.pdf");
        }
        assertThat(shelf.names("alpha AND & AND gamma")).isEmpty();
    }

    @Test
    void aWordThatIsCommonInAnotherLanguageOnlyIsDemandedAndMarked() {
        shelf.put("level.pdf", "en", "the level of the water");
        shelf.put("sea.pdf", "en", "the level of the sea");
        assertThat(shelf.names("sea level").getFirst()).isEqualTo("sea.pdf");
        assertThat(SearchTest.marked(
                        shelf.find("sea level").hits().getFirst().snippets().getFirst()))
                .containsExactly("level", "sea");
    }

    @Test
    void aPhraseMustStandAsItIsSaid() {
        shelf.put("one.pdf", "en", "the berth 9 basin");
        shelf.put("two.pdf", "en", "berth 8 and pier 9");
        assertThat(shelf.names("\"berth 9\"")).containsExactly("one.pdf");
        assertThat(shelf.names("“berth 9”")).containsExactly("one.pdf");
        assertThat(shelf.names("\"berths 9\"")).isEmpty();
    }

    @Test
    void anArabicPhraseIsFoundWithTheConjunctionWrittenTogether() {
        shelf.put("a.pdf", "ar", "اجتمعت ولجنة الميناء أمس");
        shelf.put("b.pdf", "ar", "الميناء فيه لجنة");
        assertThat(shelf.names("«لجنة الميناء»")).containsExactly("a.pdf");
    }

    @Test
    void wordsOfAFileNameFindTheFile() {
        shelf.put("Box 44/Annex_C_unit-rates_FINAL(3).xlsx.pdf", "en", "nothing of it here");
        shelf.put("photo.png", "und");
        assertThat(shelf.names("unit rates")).hasSize(1);
        assertThat(shelf.names("annex final 44")).hasSize(1);
        assertThat(shelf.names("photo")).containsExactly("photo.png");
        assertThat(shelf.names("name:annex")).hasSize(1);
        assertThat(shelf.names("name:nothing")).isEmpty();
        assertThat(shelf.names("name:\"unit rates final\"")).hasSize(1);
    }

    @Test
    void mostOfManyWordsAreEnoughAndCommonWordsAreNotDemanded() {
        shelf.put("a.pdf", "en", "the depth of the berth was measured in spring");
        shelf.put("b.pdf", "en", "depth");
        assertThat(shelf.names("what is the depth of the berth")).containsExactly("a.pdf");
        assertThat(shelf.names("depth berth spring autumn")).containsExactly("a.pdf");
    }

    @Test
    void ifNoPageHasAllWordsThoseWithSomeAreShownAndItIsSaid() {
        shelf.put("a.pdf", "en", "dredging");
        SearchResult result = shelf.find("dredging zeppelin");
        assertThat(result.hits()).hasSize(1);
        assertThat(result.remarks()).contains(SearchResult.Remark.SOME_WORDS);
    }

    @Test
    void minusAndNotLeaveOut() {
        shelf.put("a.pdf", "en", "harbour plan draft");
        shelf.put("b.pdf", "en", "harbour plan final");
        assertThat(shelf.names("plan -draft")).containsExactly("b.pdf");
        assertThat(shelf.names("plan NOT draft")).containsExactly("b.pdf");
        assertThat(shelf.names("plan -\"plan draft\"")).containsExactly("b.pdf");
        assertThat(shelf.names("-draft")).containsExactly("b.pdf");
        assertThat(shelf.names("plan - draft")).contains("a.pdf");
    }

    @Test
    void orTakesEitherAndAndDemandsBoth() {
        shelf.put("a.pdf", "en", "quay crane");
        shelf.put("b.pdf", "en", "quay barge");
        assertThat(shelf.names("crane OR barge")).containsExactlyInAnyOrder("a.pdf", "b.pdf");
        assertThat(shelf.names("quay crane OR nothing")).containsExactly("a.pdf");
        assertThat(shelf.names("crane AND barge")).isEmpty();
        assertThat(shelf.names("quay AND barge")).containsExactly("b.pdf");
    }

    @Test
    void aStarLeavesTheRestOfAWordOpen() {
        shelf.put("a.pdf", "en", "concession");
        shelf.put("b.pdf", "en", "concert");
        assertThat(shelf.names("concess*")).containsExactly("a.pdf");
        assertThat(shelf.names("conc*")).containsExactlyInAnyOrder("a.pdf", "b.pdf");
        assertThat(shelf.names("con*t")).containsExactly("b.pdf");
    }

    @Test
    void typeLanguageAndContainerNarrow() {
        shelf.putIn("letters", "a.pdf", "en", "quay");
        shelf.putIn("exhibits", "b.png", "es", "quay");
        assertThat(shelf.names("quay type:pdf")).containsExactly("a.pdf");
        assertThat(shelf.names("quay type:image")).containsExactly("b.png");
        assertThat(shelf.names("quay tipo:imagen")).containsExactly("b.png");
        assertThat(shelf.names("quay -type:image")).containsExactly("a.pdf");
        assertThat(shelf.names("quay lang:es")).containsExactly("b.png");
        assertThat(shelf.names("quay lang:español")).containsExactly("b.png");
        assertThat(shelf.names("quay لغة:الإسبانية")).containsExactly("b.png");
        assertThat(shelf.names("quay container:exhibits")).containsExactly("b.png");
        assertThat(shelf.names("container:exh*")).containsExactly("b.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "محمود; الاسم:محمود; محمود",
                "الاسم; الاسم:محمود; الاسم",
                "الوفد; وصل الوفد.وقال; الوفد",
                "وقال; وصل الوَفْدُ.وقال; وقال",
                "karamazov; Name:Karamazov; Karamazov",
                "hoopoe; FN:Hoopoe; Hoopoe",
                "everyone; The ship sank.Everyone left; Everyone",
                "zosima; by user_zosima today; zosima",
                "haddad; ahmad.haddad@example.org; haddad",
                "panamapapers; at www.panamapapers.org today; panamapapers",
                "espionnage; de l’espionnage; espionnage",
                "alembert; chez d'Alembert hier; Alembert",
                "ecole; à l’école; école",
                "2018; box_2018_final; 2018"
            })
    void aWordIsFoundBesideAMarkAndMarkedAlone(String query, String written, String marked) {
        shelf.put("a.pdf", "fr", written);
        SearchResult result = shelf.find(query);
        assertThat(result.hits()).hasSize(1);
        assertThat(SearchTest.marked(result.hits().getFirst().snippets().getFirst()))
                .containsExactly(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d'Alembert",
                "www.example.org",
                "3.14",
                "10:30",
                "192.168.0.1",
                "e.g.",
                "U.S.A.",
                "don't",
                "ship's",
                "O'Brien's",
                "FN:Karamazov",
                "ahmad.haddad@example.org",
                "user_zosima",
                "l’été"
            })
    void whatMarksHoldTogetherIsFoundAsItIsWrittenAlsoInQuotes(String written) {
        shelf.put("a.pdf", "en", "before " + written + " behind");
        shelf.put("b.pdf", "en", "nothing of it");
        for (String query : List.of(written, '"' + written + '"', "\"before " + written + " behind\"")) {
            SearchResult result = shelf.find(query);
            assertThat(result.hits()).extracting(Hit::name).as(query).containsExactly("a.pdf");
            String marked = String.join(
                    "", SearchTest.marked(result.hits().getFirst().snippets().getFirst()));
            assertThat(marked).as(query).contains(written.replaceAll("\\.$", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({"14,3.14", "168,192.168.0.1", "192,192.168.0.1"})
    void numbersStayWhole(String query, String written) {
        shelf.put("a.pdf", "en", "it is " + written + " here");
        assertThat(shelf.names(query)).isEmpty();
        assertThat(shelf.names(written)).containsExactly("a.pdf");
    }

    @Test
    void aWordDividedAtTheEndOfALineIsOneAndItsPartsAreNone() {
        shelf.put("a.pdf", "en", "First the con-\ntractor came.\r\nThen the commit-  \r\n  tee met; soft\u00AD\nWare");
        SearchResult result = shelf.find("contractor committee came");
        assertThat(SearchTest.marked(result.hits().getFirst().snippets().getFirst()))
                .containsExactly("con- tractor", "came", "commit- tee");
        assertThat(shelf.names("\"the contractor came\"")).containsExactly("a.pdf");
        assertThat(shelf.names("\"the committee met\"")).containsExactly("a.pdf");
        assertThat(shelf.names("software")).containsExactly("a.pdf");
        for (String part : List.of("tractor", "con", "commit", "tee", "ware")) {
            assertThat(shelf.names(part)).as(part).isEmpty();
        }
    }

    @Test
    void whatIsNoDividedWordStaysTwo() {
        shelf.put("a.pdf", "en", "Jean-\nPierre, 1990-\n1991, a dash -\nthen, new-\n\nparagraph");
        for (String word : List.of("pierre", "1991", "then", "paragraph", "\"jean pierre\"")) {
            assertThat(shelf.names(word)).as(word).containsExactly("a.pdf");
        }
    }

    @Test
    void aWordWithAHyphenIsFoundHoweverTheLineEnded() {
        shelf.put("a.pdf", "en", "a well-known author");
        shelf.put("b.pdf", "en", "a well-\nknown author");
        assertThat(shelf.names("well-known")).containsExactlyInAnyOrder("a.pdf", "b.pdf");
        assertThat(shelf.names("\"well-known author\"")).containsExactlyInAnyOrder("a.pdf", "b.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "مسؤول,مسئول",
        "مسئول,مسؤول",
        "مسؤول,مسوول",
        "المسئولين,المسؤولين",
        "شؤون,شئون",
        "شئون,الشؤون",
        "رؤوس,رءوس",
        "هيئة,هيأة",
        "هيأة,هيئة",
        "هيئة,الهيأة",
        "مسألة,مسالة",
        "قرآن,قرءان",
        "الرجل,ٱلرجل",
        "رجل,ٱلرجل",
        "ٱلرجل,الرجل",
        "سيارة,وبالسيارة",
        "سيارة,فبالسيارة",
        "رجل,وللرجل",
        "أحمد,لأحمد",
        "أحمد,ولأحمد",
        "مسؤول,مسو\u0654ول",
        "مسئول,ﻣﺴﺆﻭﻝ"
    })
    void arabicIsFoundHoweverItsHamzaItsAlefAndItsPrefixesAreWritten(String query, String written) {
        shelf.put("a.pdf", "ar", "قبل " + written + " بعد");
        shelf.put("b.pdf", "ar", "لا شيء منه");
        SearchResult result = shelf.find(query);
        assertThat(result.hits()).extracting(Hit::name).containsExactly("a.pdf");
        assertThat(SearchTest.marked(result.hits().getFirst().snippets().getFirst()))
                .containsExactly(written);
        assertThat(result.meant()).isEmpty();
    }

    @Test
    void anArabicPhraseIsFoundWhateverItsHamzaSitsOn() {
        shelf.put("a.pdf", "ar", "قال المسئول الكبير في الهيأة العامة");
        assertThat(shelf.names("\"المسؤول الكبير\"")).containsExactly("a.pdf");
        assertThat(shelf.names("\"في الهيئة العامة\"")).containsExactly("a.pdf");
        assertThat(shelf.names("\"الكبير المسؤول\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "report,CamelCaseFileNameReport2023.py",
        "name:report,CamelCaseFileNameReport2023.py",
        "name:camelcasefilenamereport2023,CamelCaseFileNameReport2023.py",
        "name:muelle,ContratoMuelleNorte_v2.pdf",
        "name:\"muelle norte\",ContratoMuelleNorte_v2.pdf",
        "name:muel*,ContratoMuelleNorte_v2.pdf",
        "name:20190304,IMG20190304.txt",
        "name:img20190304,IMG20190304.txt",
        "name:img2019*,IMG20190304.txt",
        "name:0045,scan0045.txt",
        "name:2018,محضر2018.pdf",
        "name:محضر,محضر2018.pdf"
    })
    void partsOfANameAreFoundAndMarkedWhereTheCaseChangesAndBesideDigits(String query, String name) {
        shelf.put("other.pdf", "en", "nothing");
        shelf.put(name, "en", "nothing");
        assertThat(shelf.names(query)).containsExactly(name);
        assertThat(shelf.find(query).hits().getFirst().label().name()).anyMatch(Snippet.Segment::marked);
    }

    @Test
    void aPartOfANameIsMarkedAlone() {
        shelf.put("ContratoMuelleNorte_v2.pdf", "en", "nothing");
        assertThat(shelf.find("muelle").hits().getFirst().label().name())
                .filteredOn(Snippet.Segment::marked)
                .extracting(Snippet.Segment::text)
                .containsExactly("Muelle");
    }

    @Test
    void partsOfWordsInATextAreNoWords() {
        shelf.put("a.pdf", "en", "ContratoMuelleNorte scan0045");
        assertThat(shelf.names("muelle")).isEmpty();
        assertThat(shelf.names("0045")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+96170123456 | call +961-70-123456 now | +>961-70-123456",
                "+961-70-123456 | call +96170123456 now | +>96170123456",
                "961.70.123456 | call +961 70 123456 now | +>961 70 123456",
                "961 70 123456 | call 96170123456 now | >96170123456",
                "\"+961 70 123456\" | call 961.70.123456 now | >961.70.123456",
                "٩٦١٧٠١٢٣٤٥٦ | call 961-70-123456 now | >961-70-123456",
                "9780306406157 | ISBN 978-0-306-40615-7, cloth | >978-0-306-40615-7",
                "978-0-306-40615-7 | ISBN 9780306406157, cloth | >9780306406157",
                "030640615X | ISBN 0-306-40615-x, cloth | >0-306-40615-x",
                "LB62099900000001001901229114 | IBAN LB62 0999 0000 0001 0019 0122 9114 | >LB62 0999 0000 0001 0019 0122 9114",
                "LB62 0999 0000 0001 0019 0122 9114 | IBAN LB62099900000001001901229114 | >LB62099900000001001901229114",
                "GB82WEST12345698765432 | IBAN GB82 WEST 1234 5698 7654 32 at | >GB82 WEST 1234 5698 7654 32",
                "email | send an E-mail today | >E-mail",
                "e-mail | send an Email today | >Email",
                "obrien | by Pat O’Brien's hand | >O’Brien",
                "O'Brien | by OBrien and others | >OBrien",
                "motherinlaw | his mother-in-law said | >mother-in-law",
                "covid19 | the COVID-19 report | >COVID-19",
                "+email | send an e-mail today | >e-mail"
            })
    void whatIsWrittenInPiecesIsFoundInOneAndTheOtherWayRound(String query, String written, String marked) {
        shelf.put("other.pdf", "en", "961 and 70 and 0306, mother and law, mail");
        shelf.put("a.pdf", "en", written);
        SearchResult result = shelf.find(query);
        Hit hit = result.hits().getFirst();
        assertThat(hit.name()).isEqualTo("a.pdf");
        assertThat(hit.snippets().getFirst().segments())
                .filteredOn(Snippet.Segment::marked)
                .extracting(Snippet.Segment::text)
                .containsExactly(marked.substring(marked.indexOf('>') + 1));
    }

    @Test
    void whatIsWrittenInPiecesKeepsItsPiecesAndItsPhrases() {
        shelf.put("a.pdf", "en", "his mother-in-law, 961 70 123456 and O'Brien's e-mail");
        for (String query :
                List.of("mother", "\"in law\"", "123456", "\"961 70\"", "brien", "\"brien's e mail\"", "mail")) {
            assertThat(shelf.names(query)).as(query).containsExactly("a.pdf");
        }
        for (String query : List.of("inlaw", "obriens", "70123", "lawyer", "\"mother law\"")) {
            assertThat(shelf.names(query)).as(query).isEmpty();
        }
    }

    @Test
    void fewDigitsAreNotJoined() {
        shelf.put("a.pdf", "en", "rows 12 34 56 and 3.14 and 10-10");
        assertThat(shelf.names("123456")).isEmpty();
        assertThat(shelf.names("314")).isEmpty();
        assertThat(shelf.names("1010")).isEmpty();
    }

    @Test
    void aFileThatIsCalledWhatWasTypedComesFirst() {
        String scattered = "annual fees; a report on fish; the year 2019, annual, report, 2019, annual, report, 2019";
        shelf.put("b/notes.txt", "en", scattered);
        shelf.put("a/Annual report 2019 final.txt", "en", "x");
        shelf.put("c/AnnualReport2019.txt", "en", "x");
        for (int i = 0; i < 20; i++) {
            shelf.put("d/" + i + ".txt", "en", "of other things");
        }
        assertThat(shelf.names("annual report 2019").getLast()).isEqualTo("b/notes.txt");
        assertThat(shelf.names("annual report 2019")).hasSize(3);
    }

    @Test
    void aFileThatIsTitledWhatWasTypedComesFirst() {
        String words = "the contract; a carriage; contract carriage of contract and carriage again";
        shelf.put("a.pdf", "en", words, words);
        shelf.put(Shelf.saying(
                shelf.document("letters", "b.pdf", "en", "long text ".repeat(200) + "carriage contract"),
                "",
                "",
                "application/pdf",
                "The contract of carriage by sea",
                IndexedDocument.Sayings.NONE));
        assertThat(shelf.names("contract of carriage")).containsExactly("b.pdf", "a.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“berth 9”",
                "„berth 9“",
                "«berth 9»",
                "»berth 9«",
                "‹berth 9›",
                "›berth 9‹",
                "‘berth 9’",
                "‚berth 9‘",
                "(‘berth 9’)",
                "-‘berth 8’ ‘berth 9’"
            })
    void aPhraseMayStandInTheQuotesOfAnyLanguage(String query) {
        shelf.put("one.pdf", "en", "The ship lay at berth 9 for a day");
        shelf.put("apart.pdf", "en", "The berth had 9 cranes");
        assertThat(shelf.names(query)).containsExactly("one.pdf");
    }

    @Test
    void aSingleQuoteThatIsAnApostropheOrALetterOpensNoPhrase() {
        shelf.put("one.pdf", "en", "The rahman whose name is ‘Abd lived at the captain’s house");
        for (String query : List.of("‘Abd al-rahman", "‘abd rahman", "captain’s abd", "‘the captain’s house’")) {
            assertThat(shelf.names(query)).as(query).containsExactly("one.pdf");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"()", "( () )", "NOT", "AND OR NOT", "*", "\"\"", "-", "-*", "-()", "()()", "* -draft", "…"})
    void whereThereIsNothingToLookForNothingIsFoundAndItIsSaid(String query) {
        shelf.put("one.pdf", "en", "quay");
        SearchResult result = shelf.find(query);
        assertThat(result.files()).isZero();
        assertThat(result.remarks()).contains(SearchResult.Remark.NO_WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-draft", "type:pdf", "NOT type:png", "() type:pdf", "quay *", "-draft ()"})
    void whereThereIsSomethingItIsAsked(String query) {
        shelf.put("one.pdf", "en", "quay");
        SearchResult result = shelf.find(query);
        assertThat(result.files()).isEqualTo(1);
        assertThat(result.remarks()).doesNotContain(SearchResult.Remark.NO_WORDS);
    }
}
