package org.amana.blob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Computes CRC-64/NVME (NVM Express *NVM Command Set* §5.2.1.3.4; polynomial 0xAD93D23594C93659, reflected,
/// initial value and final xor all ones; `123456789` gives 0xAE8B14860A799888), eight bytes a step by the
/// slicing-by-8 method: about 1.5 to 3 GB/s a core. Not safe for several threads.
public final class Crc64Nvme {
    private static final long REFLECTED = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 8;
    private static final long[][] TABLES = tables();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state = -1L;

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED;
            }
            tables[0][b] = crc;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int b = 0; b < 256; b++) {
                long before = tables[slice - 1][b];
                tables[slice][b] = tables[0][(int) before & 0xff] ^ (before >>> 8);
            }
        }
        return tables;
    }

    public void update(byte[] bytes, int from, int length) {
        long crc = state;
        int place = from;
        int end = from + length;
        for (; place <= end - SLICES; place += SLICES) {
            long word = crc ^ (long) LONGS.get(bytes, place);
            crc = TABLES[7][(int) word & 0xff]
                    ^ TABLES[6][(int) (word >>> 8) & 0xff]
                    ^ TABLES[5][(int) (word >>> 16) & 0xff]
                    ^ TABLES[4][(int) (word >>> 24) & 0xff]
                    ^ TABLES[3][(int) (word >>> 32) & 0xff]
                    ^ TABLES[2][(int) (word >>> 40) & 0xff]
                    ^ TABLES[1][(int) (word >>> 48) & 0xff]
                    ^ TABLES[0][(int) (word >>> 56)];
        }
        for (; place < end; place++) {
            crc = TABLES[0][(int) (crc ^ bytes[place]) & 0xff] ^ (crc >>> 8);
        }
        state = crc;
    }

    /// The checksum of all bytes so far.
    public Crc64 value() {
        return new Crc64(~state);
    }
}
