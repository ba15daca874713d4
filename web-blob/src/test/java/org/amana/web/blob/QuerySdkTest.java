package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobQueryArrowField;
import com.azure.storage.blob.models.BlobQueryArrowFieldType;
import com.azure.storage.blob.models.BlobQueryArrowSerialization;
import com.azure.storage.blob.models.BlobQueryDelimitedSerialization;
import com.azure.storage.blob.models.BlobQueryError;
import com.azure.storage.blob.models.BlobQueryJsonSerialization;
import com.azure.storage.blob.models.BlobQueryParquetSerialization;
import com.azure.storage.blob.models.BlobQueryProgress;
import com.azure.storage.blob.models.BlobQuerySerialization;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobQueryOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amana.verifier.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// *Query Blob Contents* with the Azure SDK for Java, unmodified.
@Tag("slow")
class QuerySdkTest {
    private static final String ALL = "SELECT * FROM BlobStorage";
    private static final String FIGURES = "100,200,300,400\n300,400,500,600\n";

    private static House house;
    private static BlobContainerClient container;
    private static int blobs;

    private final List<BlobQueryError> errors = new ArrayList<>();
    private final List<BlobQueryProgress> progress = new ArrayList<>();

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
        container = house.sdk().createBlobContainer("queries");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void nothingYet() {
        errors.clear();
        progress.clear();
    }

    private static BlockBlobClient upload(String text) {
        BlobClient blob = container.getBlobClient("b" + ++blobs);
        blob.upload(BinaryData.fromString(text));
        return blob.getBlockBlobClient();
    }

    private String ask(BlockBlobClient blob, String sql, BlobQuerySerialization in, BlobQuerySerialization out)
            throws IOException {
        return ask(
                blob,
                new BlobQueryOptions(sql)
                        .setInputSerialization(in)
                        .setOutputSerialization(out)
                        .setErrorConsumer(errors::add)
                        .setProgressConsumer(progress::add));
    }

    private static String ask(BlockBlobClient blob, BlobQueryOptions options) throws IOException {
        try (InputStream answer = blob.openQueryInputStreamWithResponse(options).getValue()) {
            return new String(answer.readAllBytes(), UTF_8);
        }
    }

    private static BlobQueryDelimitedSerialization csv(char record, char column, boolean headers) {
        return new BlobQueryDelimitedSerialization()
                .setRecordSeparator(record)
                .setColumnSeparator(column)
                .setHeadersPresent(headers);
    }

    private static BlobQueryJsonSerialization json() {
        return new BlobQueryJsonSerialization().setRecordSeparator('\n');
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 4000, 300_000})
    void allOfItIsAnsweredWhateverItsLength(int rows) throws IOException {
        BlockBlobClient blob = upload(FIGURES.repeat(rows));
        try (InputStream answer = blob.openQueryInputStream(ALL)) {
            assertThat(answer)
                    .hasSameContentAs(
                            new ByteArrayInputStream(FIGURES.repeat(rows).getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 44", "9, 44", "13, 44", "60, 44", "62, 44", "38, 44", "92, 44", "44, 46", "44, 59", "10, 9", "10, 60"
    })
    void recordsAndColumnsAreSeparatedByWhatTheClientSays(int record, int column) throws IOException {
        String text = "100,200\n300,400\n"
                .replace(',', '\0')
                .replace('\n', (char) record)
                .replace('\0', (char) column);
        BlobQueryDelimitedSerialization format = csv((char) record, (char) column, false);
        assertThat(ask(upload(text), ALL, format, format)).isEqualTo(text);
        assertThat(ask(upload(text), "SELECT _2 FROM BlobStorage", format, csv('\n', ',', false)))
                .isEqualTo("200\n400\n");
    }

    @Test
    void headersNameColumnsAndAreAnsweredWhenAskedFor() throws IOException {
        BlockBlobClient blob = upload("name,people\nHaifa,285316\nAcre,48303\n");
        assertThat(ask(blob, ALL, csv('\n', ',', true), csv('\n', ',', true)))
                .isEqualTo("name,people\nHaifa,285316\nAcre,48303\n");
        assertThat(ask(
                        blob,
                        "SELECT name FROM BlobStorage WHERE people > 50000",
                        csv('\n', ',', true),
                        csv('\n', ',', false)))
                .isEqualTo("Haifa\n");
    }

    @Test
    void csvBecomesJsonAndJsonBecomesCsv() throws IOException {
        assertThat(ask(upload(FIGURES), ALL + " LIMIT 1", csv('\n', ',', false), json()))
                .isEqualTo("{\"_1\":\"100\",\"_2\":\"200\",\"_3\":\"300\",\"_4\":\"400\"}\n");
        String record = "{\n\t\"name0\": \"owner0\",\n\t\"name1\": \"owner1\",\n}";
        assertThat(ask(upload(record), ALL, json(), csv('\n', ',', false))).isEqualTo("owner0,owner1\n");
        assertThat(ask(upload(record), ALL, json(), json())).isEqualTo(record + "\n");
    }

    @Test
    void quotesAndEscapesAreHonoured() throws IOException {
        BlobQueryDelimitedSerialization in =
                csv('\n', ',', false).setFieldQuote('"').setEscapeChar('\\');
        BlobQueryDelimitedSerialization out = csv('\n', ';', false).setFieldQuote('\'');
        assertThat(ask(upload("\"a,b\",c\\,d;e\n"), ALL, in, out)).isEqualTo("a,b;'c,d;e'\n");
    }

    @Test
    void aRecordThatFailsIsToldOfAndTheRestIsAnswered() throws IOException {
        BlockBlobClient blob = upload("100,hello\n150,250\n");
        assertThat(ask(blob, "SELECT _2 FROM BlobStorage WHERE _2 > 100", csv('\n', ',', false), null))
                .isEqualTo("250\n");
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.isFatal()).isFalse();
            assertThat(error.getName()).isEqualTo("InvalidTypeConversion");
        });
    }

    @Test
    void whatIsNoJsonFails() throws IOException {
        ask(upload(FIGURES), ALL, json(), null);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.isFatal()).isTrue();
            assertThat(error.getName()).isEqualTo("ParseError");
        });
        BlobQueryOptions unheard = new BlobQueryOptions(ALL).setInputSerialization(json());
        assertThatThrownBy(() -> ask(upload(FIGURES), unheard)).isInstanceOf(IOException.class);
    }

    @Test
    void progressGrowsToTheWholeBlob() throws IOException {
        String text = FIGURES.repeat(400_000);
        assertThat(ask(upload(text), "SELECT count(*) FROM BlobStorage", null, null))
                .isEqualTo("800000\n");
        assertThat(progress)
                .hasSizeGreaterThan(2)
                .isSortedAccordingTo((a, b) -> Long.compare(a.getBytesScanned(), b.getBytesScanned()));
        assertThat(progress.getLast().getBytesScanned()).isEqualTo(text.length());
        assertThat(progress.getLast().getTotalBytes()).isEqualTo(text.length());
    }

    @Test
    void snapshotsAreQueriedAndConditionsHold() throws IOException {
        BlockBlobClient blob = upload(FIGURES);
        BlockBlobClient snapshot = container
                .getBlobClient(blob.getBlobName())
                .getSnapshotClient(blob.createSnapshot().getSnapshotId())
                .getBlockBlobClient();
        blob.upload(BinaryData.fromString("1\n"), true);
        assertThat(ask(snapshot, ALL, null, null)).isEqualTo(FIGURES);
        assertThat(ask(blob, ALL, null, null)).isEqualTo("1\n");
        BlobQueryOptions other =
                new BlobQueryOptions(ALL).setRequestConditions(new BlobRequestConditions().setIfMatch("\"0x1\""));
        assertFails(BlobErrorCode.CONDITION_NOT_MET, () -> blob.openQueryInputStreamWithResponse(other));
        assertFails(
                BlobErrorCode.BLOB_NOT_FOUND,
                () -> container.getBlobClient("none").getBlockBlobClient().openQueryInputStream(ALL));
    }

    @Test
    void whatIsNoStatementAndWhatFormatsAreNotThereAreRefused() {
        BlockBlobClient blob = upload(FIGURES);
        assertFails(BlobErrorCode.INVALID_XML_DOCUMENT, () -> blob.openQueryInputStream("SELEKT"));
        BlobQueryOptions parquet = new BlobQueryOptions(ALL).setInputSerialization(new BlobQueryParquetSerialization());
        assertFails(BlobErrorCode.fromString("NotImplemented"), () -> blob.openQueryInputStreamWithResponse(parquet));
        BlobQueryOptions arrow = new BlobQueryOptions(ALL)
                .setOutputSerialization(new BlobQueryArrowSerialization()
                        .setSchema(List.of(new BlobQueryArrowField(BlobQueryArrowFieldType.STRING).setName("a"))));
        assertFails(BlobErrorCode.fromString("NotImplemented"), () -> blob.openQueryInputStreamWithResponse(arrow));
    }

    @Test
    void aQueryIsAReadingOfTheWholeBlobInTheLedger() throws IOException {
        BlockBlobClient blob = upload(FIGURES);
        ask(blob, ALL + " LIMIT 1", null, null);
        Entry entry = house.ledger.entry(house.ledger.size() - 1);
        assertThat(entry.text("act")).isEqualTo("read");
        assertThat(entry.number("out")).isEqualTo(FIGURES.length());
    }

    private static void assertFails(BlobErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
