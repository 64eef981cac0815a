/**
 * Reading tables with Spark SQL: rows are read, checked, shuffled by series and sorted by time; {@link
 * io.seiche.series} cuts them into chunks. Internal.
 */
package io.seiche.table;
