package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.analysis.AnalysisConfig;
import org.amana.analysis.WorkerLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesStepTest {
    private static final long WANTED = 25_000_000;
    private static final long ROOM = AnalysisConfig.DEFAULT.heap().bytes() / 4 * 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 5, 9, 17})
    void everyPictureThatIsOpenedHasRoomInTheHeap(long bytesOfPixel) {
        for (long pixels = 1_000_000; pixels <= WorkerLimits.DEFAULT.pixels(); pixels += 1_000_000) {
            long step = Pictures.fitting(Pictures.step(pixels, WANTED), pixels, bytesOfPixel, ROOM);
            assertThat(pixels / (step * step) * bytesOfPixel).isLessThanOrEqualTo(ROOM);
            if (pixels * bytesOfPixel <= ROOM) {
                assertThat(step).as("%d pixels are read whole", pixels).isEqualTo(1);
            }
        }
    }
}
