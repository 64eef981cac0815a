/**
 * Tables of a data lake as series: Spark SQL reads, checks and sorts rows, {@link io.seiche.series} makes chunks of them.
 */
package io.seiche.table;
