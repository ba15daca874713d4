package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.amana.blob.BlobSchema;
import org.amana.durable.OsDisk;
import org.amana.store.Catalog;
import org.amana.store.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of what older builds wrote.
class AnalysisSchemaTest {
    private static final Progress.Counts DONE = new Progress.Counts(0, 0, 31, 0);

    @TempDir
    Path folder;

    private Catalog open(Schema schema) {
        return Catalog.open(
                new OsDisk(), folder.resolve("catalog.db"), List.of(BlobSchema.SCHEMA, schema), InstantSource.system());
    }

    /// As version 1 left it: 31 files were read, for whomever.
    private Catalog upgraded(String... accounts) {
        Schema before = new Schema("analysis", AnalysisSchema.SCHEMA.steps().subList(0, 1));
        try (Catalog catalog = open(before)) {
            catalog.commit(tx -> {
                for (String account : accounts) {
                    tx.update("INSERT INTO account (name, pseudonym, created) VALUES (?, ?, 0)", account, account);
                }
                return tx.update("INSERT INTO analysis_done (kind, tasks) VALUES ('extract', 31)");
            });
        }
        return open(AnalysisSchema.SCHEMA);
    }

    private static Progress progress(Catalog catalog, String account) {
        return catalog.read(reader -> TaskRows.progress(reader, account));
    }

    @Test
    void whatWasDoneBeforeIsThatOfTheOnlyAccount() {
        try (Catalog catalog = upgraded("archive")) {
            assertThat(progress(catalog, "archive").of(TaskKind.EXTRACT)).isEqualTo(DONE);
            assertThat(catalog.read(TaskRows::progress).all()).isEqualTo(DONE);
        }
    }

    @Test
    void whatWasDoneBeforeForSeveralIsToldToNoneAndStaysCounted() {
        try (Catalog catalog = upgraded("archive", "others")) {
            assertThat(progress(catalog, "archive").all()).isEqualTo(Progress.Counts.NONE);
            assertThat(progress(catalog, "others").all()).isEqualTo(Progress.Counts.NONE);
            assertThat(catalog.read(TaskRows::progress).of(TaskKind.EXTRACT)).isEqualTo(DONE);
        }
    }
}
