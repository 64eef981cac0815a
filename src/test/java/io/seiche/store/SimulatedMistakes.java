package io.seiche.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Files as a store with a mistake would use them. */
final class SimulatedMistakes extends DelegatingFiles {
    private final SimulatedHistory.Mistake mistake;

    SimulatedMistakes(StoreFiles files, SimulatedHistory.Mistake mistake) {
        super(files);
        this.mistake = mistake;
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        boolean discard = new String(bytes, StandardCharsets.UTF_8).contains("\"version\" : 0");
        return mistake == SimulatedHistory.Mistake.NO_DISCARD && discard
                ? CreateOutcome.WON
                : files.putIfAbsent(path, bytes);
    }

    @Override
    public long now() throws IOException {
        return files.now()
                + (mistake == SimulatedHistory.Mistake.NO_GRACE
                        ? Duration.ofDays(10).toMillis()
                        : 0);
    }

    @Override
    public String unique() {
        return mistake == SimulatedHistory.Mistake.NO_NONCE ? "same" : files.unique();
    }
}
