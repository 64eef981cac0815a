package io.seiche.cli;

import io.seiche.configuration.HadoopSettings;
import io.seiche.store.LoadedModel;
import io.seiche.store.ModelReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The common part of the commands: the shared options, the help options, and a heading for examples. */
@Command(mixinStandardHelpOptions = true, footerHeading = "%nExamples:%n")
abstract class SeicheCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    SharedOptions shared;

    /** Returns the output of the command, after a check that it can be written. */
    final Output output() {
        Output output = new Output(spec.commandLine().getOut(), shared);
        output.check();
        return output;
    }

    /** Reads a model: a directory, or {@code STORE/NAME[@version|@alias]}. */
    static LoadedModel open(String model) {
        return new ModelReference(model).open(HadoopSettings.read());
    }
}
