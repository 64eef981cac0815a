/**
 * The report: one HTML file that needs no network, no server and no other file.
 *
 * <p>{@link io.seiche.report.ReportData} is the data as named sections, {@link io.seiche.report.Report} sets it into the
 * template; the page's script draws a panel for each section that is there. A new panel is a section, where the data of
 * the page is put together, and a function in {@code report.js} or {@code compare.js}.
 *
 * <p>The data is JSON inside the page, and text from a table or a configuration is only ever shown as text: in Java it is
 * escaped, in the script it is set as {@code textContent}. A content security policy allows the page's own scripts and
 * styles by their hashes and nothing else, so the page cannot load anything. Internal.
 */
package io.seiche.report;
