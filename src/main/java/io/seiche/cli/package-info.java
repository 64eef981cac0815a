/**
 * The command line: one class a command, each thin.
 *
 * <p>{@link io.seiche.cli.Seiche} reads the arguments. A {@link io.seiche.cli.Configuration} reads a HOCON file and the
 * {@code --set} options against the one list of keys, {@link io.seiche.cli.Schema}, and becomes the records of the other
 * rooms; the work is theirs. {@link io.seiche.cli.Failures} says what every failure is to the user: one message and an
 * exit code. Results go to standard output, progress and logs to standard error.
 */
package io.seiche.cli;
