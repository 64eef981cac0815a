/**
 * The command line: one class per command, which reads its options, runs a job and shows the outcome. This package is
 * internal.
 *
 * <p>{@link io.seiche.cli.Seiche} reads the arguments. The file of {@code --conf} and the {@code --set} options become a
 * {@link io.seiche.configuration.Configuration}, and a job of {@link io.seiche.job} does the work. {@link
 * io.seiche.cli.Failures} turns every failure into one message and an exit code. Results go to standard output, progress
 * and logs to standard error.
 *
 * <p>To add a command: a subclass of {@code SeicheCommand}, and a line in the subcommands of {@link io.seiche.cli.Seiche}.
 */
package io.seiche.cli;
