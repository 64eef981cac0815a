package io.seiche.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One run of the command line in this JVM.
 *
 * @param code its exit code
 * @param out text on standard output
 * @param err text on standard error
 */
public record Run(int code, String out, String err) {
    private static final List<Run> RECORDED = Collections.synchronizedList(new ArrayList<>());

    /** Runs a command. */
    public static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Seiche.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        Run run = new Run(code, out.toString(), err.toString());
        RECORDED.add(run);
        return run;
    }

    /** Returns all runs of this JVM so far, in their order. */
    static List<Run> recorded() {
        return List.copyOf(RECORDED);
    }

    /** Parses a command without running it; fails where the command line would be refused. */
    public static void parse(List<String> args) {
        Seiche.commandLine().parseArgs(args.toArray(String[]::new));
    }

    /** The help of every command, and of every command of {@code models}, on lines as long as they are. */
    public static SortedMap<String, String> helps() {
        SortedMap<String, String> helps = new TreeMap<>();
        CommandLine seiche = Seiche.commandLine().setUsageHelpAutoWidth(false).setUsageHelpWidth(1000);
        seiche.getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), command.getSubcommands().values().stream()))
                .forEach(command -> helps.put(command.getCommandSpec().qualifiedName(), command.getUsageMessage()));
        return helps;
    }
}
