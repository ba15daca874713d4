package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.amana.analysis.Found;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
    private static final Reason PART_ONLY = Reason.of(Reason.Kind.PART_ONLY).because(Reason.of(Reason.Kind.CUT_OFF));

    private final RefusedException cutOff = new RefusedException(Reason.Kind.CUT_OFF);

    private final Draft draft = new Draft("2/3", "a.pdf", 9, new Types.Told("application/pdf", "", "application/pdf"));

    @TempDir
    private Path folder;

    @Test
    void whereNothingWasReadBeforeItBrokeThatIsTheEnd() {
        assertThatThrownBy(() -> draft.brokenOff(cutOff)).isSameAs(cutOff);
        assertThatThrownBy(() -> draft.brokenOff(cutOff, members())).isSameAs(cutOff);
    }

    @Test
    void aPageThatWasReadBeforeIsKept() {
        draft.page(new Page(1, 0, 0, "text", List.of(), TikaParsers.ENGINE, 100, Language.UNDETERMINED));
        draft.brokenOff(cutOff);
        Extraction done = draft.done(0);
        assertThat(done.encodedPages()).hasSize(1);
        assertThat(done.found().pages()).isEqualTo(1);
        assertThat(done.found().notes()).containsExactly(PART_ONLY);
    }

    @Test
    void soIsAPageThatIsStillToBeRead() {
        draft.unread(4);
        draft.brokenOff(cutOff);
        assertThat(draft.done(0).found().unread()).containsExactly(4);
    }

    @Test
    void whatWasTakenOutOfAnArchiveIsKept() throws Exception {
        Members members = members();
        members.take(new ByteArrayInputStream(new byte[3]), "inside.txt");
        draft.brokenOff(cutOff, members);
        Found found = draft.done(members.inside()).found();
        assertThat(found.inside()).isEqualTo(1);
        assertThat(found.notes()).containsExactly(PART_ONLY);
    }

    @Test
    void ofABombNothingIsKept() {
        RefusedException bomb = new RefusedException(Reason.Kind.BOMB_SWELLS);
        draft.unread(1);
        assertThatThrownBy(() -> draft.brokenOff(bomb)).isSameAs(bomb);
    }

    private Members members() {
        return new Members(new Opened(folder, "a.zip"), new Budget(WorkerLimits.DEFAULT, 9));
    }
}
