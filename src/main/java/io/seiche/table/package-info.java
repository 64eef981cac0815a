/**
 * Reading tables with Spark SQL: rows are read, checked, shuffled by series and sorted by time; {@link
 * io.seiche.series} cuts them into chunks.
 *
 * <p>To add a file format with its ending and options: a constant of {@link io.seiche.table.FileFormat}.
 *
 * <p>Internal.
 */
package io.seiche.table;
