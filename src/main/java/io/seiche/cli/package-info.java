/**
 * The command line: one thin class per command.
 *
 * <p>{@link io.seiche.cli.Seiche} reads the arguments. The file of {@code --conf} and the {@code --set} options become
 * a {@link io.seiche.configuration.Configuration}, and that a job, which does the work. {@link io.seiche.cli.Failures}
 * reports every failure with one message and an exit code. Results go to standard output, progress and logs to standard
 * error.
 */
package io.seiche.cli;
