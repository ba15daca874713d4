package org.amana.web.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// A house to walk through by hand: `TryIt PORT` prints the keys and waits.
final class TryIt {
    private TryIt() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("amana-console");
        try (House house = new House(folder, InstantSource.system(), Integer.parseInt(args[0]))) {
            System.out.println(house.address() + "\n" + House.ACCOUNT + "\n"
                    + house.keys.steward().base64() + "\n" + house.keys.reader().base64() + "\n"
                    + house.keys.administrator().base64());
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
