package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static void refuses(ErrorCode code, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOf(AmanaException.class)
                .extracting(e -> ((AmanaException) e).code())
                .isEqualTo(code);
    }

    @Test
    void containersHaveLowerCaseLettersDigitsAndSingleDashes() {
        for (String name : new String[] {"abc", "a1-b2", "$root", "$web", "$logs", "0".repeat(63)}) {
            assertThat(new ContainerName(name).value()).isEqualTo(name);
        }
        refuses(ErrorCode.NAME_LENGTH, () -> new ContainerName("ab"));
        refuses(ErrorCode.NAME_LENGTH, () -> new ContainerName("a".repeat(64)));
        for (String name : new String[] {"Abc", "a--b", "-abc", "abc-", "a_b", "a.b", "$other", "äbc", "abc\n"}) {
            refuses(ErrorCode.INVALID_NAME, () -> new ContainerName(name));
        }
    }

    @Test
    void blobNamesAreKeptExactly() {
        for (String name :
                new String[] {"a//b", "dir/./x", "..", "t.", "t/", "+ %2F", "ملف", "😀", "\u0001", "x".repeat(1024)}) {
            assertThat(new BlobName(name).value()).isEqualTo(name);
        }
        assertThat(new BlobName("a\\b").value()).isEqualTo("a/b");
        refuses(ErrorCode.NAME_LENGTH, () -> new BlobName(""));
        refuses(ErrorCode.NAME_LENGTH, () -> new BlobName("x".repeat(1025)));
        refuses(ErrorCode.INVALID_NAME, () -> new BlobName("a\0b"));
        refuses(ErrorCode.INVALID_NAME, () -> new BlobName("a\ud83d"));
        refuses(ErrorCode.INVALID_NAME, () -> new BlobName("\udE00a"));
    }

    @Test
    void accountsHaveLowerCaseLettersAndDigits() {
        assertThat(new AccountName("devstoreaccount1").value()).isEqualTo("devstoreaccount1");
        refuses(ErrorCode.INVALID_NAME, () -> new AccountName("ab"));
        refuses(ErrorCode.INVALID_NAME, () -> new AccountName("Account"));
    }

    @Test
    void blockIdsAreBase64OfAtMost64Bytes() {
        assertThat(new BlockId("QUFBQQ==").length()).isEqualTo(4);
        refuses(ErrorCode.INVALID_BLOCK_ID, () -> new BlockId(""));
        refuses(ErrorCode.INVALID_BLOCK_ID, () -> new BlockId("not base64!"));
        refuses(ErrorCode.INVALID_BLOCK_ID, () -> new BlockId("QUFB".repeat(22)));
        assertThat(new BlockId("QUFB")).isNotEqualTo(new BlockId("qUFB"));
    }

    @Test
    void metadataKeepsOrderAndCaseAndMergesNamesThatDifferInCaseAlone() {
        Metadata metadata = new Metadata(List.of(
                new Metadata.Entry("FooBar", "1"), new Metadata.Entry("aB", " x "), new Metadata.Entry("foobar", "2")));
        assertThat(metadata.entries())
                .containsExactly(new Metadata.Entry("FooBar", "1,2"), new Metadata.Entry("aB", "x"));
        assertThat(TextPairs.metadata(TextPairs.of(metadata))).isEqualTo(metadata);
    }

    @Test
    void metadataNamesAreIdentifiersAndAllOfItFitsIn8KiB() {
        for (String name : new String[] {"1a", "a-b", "", "a b", "é"}) {
            refuses(ErrorCode.INVALID_METADATA, () -> new Metadata.Entry(name, "x"));
        }
        refuses(ErrorCode.INVALID_METADATA, () -> new Metadata.Entry("a", "x\ny"));
        assertThat(Metadata.of(Map.of("a", "x".repeat(8191))).entries()).hasSize(1);
        refuses(ErrorCode.METADATA_TOO_LARGE, () -> Metadata.of(Map.of("a", "x".repeat(8192))));
    }

    @Test
    void tagsAreFewAndPlain() {
        TreeMap<String, String> eleven = new TreeMap<>();
        for (int i = 0; i < 11; i++) {
            eleven.put("k" + i, "v");
        }
        refuses(ErrorCode.INVALID_TAGS, () -> new Tags(eleven));
        refuses(ErrorCode.INVALID_TAGS, () -> new Tags(new TreeMap<>(Map.of("a", "ü"))));
        refuses(ErrorCode.INVALID_TAGS, () -> new Tags(new TreeMap<>(Map.of("", "x"))));
        Tags tags = new Tags(new TreeMap<>(Map.of("b", "", "a", "x/y=z")));
        assertThat(TextPairs.tags(TextPairs.of(tags))).isEqualTo(tags);
    }

    @Test
    void snapshotsAreReadAsTheyAreWritten() {
        Snapshot snapshot = Snapshot.parse("2026-11-24T03:00:00.1234567Z");
        assertThat(snapshot).hasToString("2026-11-24T03:00:00.1234567Z");
        assertThat(Snapshot.parse("2026-11-24T03:00:00Z")).hasToString("2026-11-24T03:00:00.0000000Z");
        refuses(ErrorCode.INVALID_QUERY_PARAMETER, () -> Snapshot.parse("yesterday"));
    }

    @Test
    void leaseIdsAreGuidsInAnyOfTheirForms() {
        LeaseId id = LeaseId.parse("h", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11");
        assertThat(LeaseId.parse("h", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}")).isEqualTo(id);
        assertThat(LeaseId.parse("h", "a0eebc999c0b4ef8bb6d6bb9bd380a11")).isEqualTo(id);
        refuses(ErrorCode.INVALID_HEADER, () -> LeaseId.parse("h", "lease"));
    }
}
