package io.seiche.cli;

import io.seiche.configuration.HadoopSettings;
import io.seiche.store.ModelReference;
import io.seiche.store.Store;
import picocli.CommandLine.Option;

/** The options of commands that change a store. */
final class StoreOptions {
    @Option(
            names = "--single-writer",
            description = "As store.singleWriter = true: nobody else writes this store, so a file system will do that"
                    + " cannot keep two writers apart.")
    boolean singleWriter;

    Store store(ModelReference reference) {
        return reference.store(singleWriter, HadoopSettings.read());
    }
}
