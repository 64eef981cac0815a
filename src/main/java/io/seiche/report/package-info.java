/**
 * The page to look at: one HTML file that needs no network, no server and no other file.
 *
 * <p>{@link io.seiche.report.ReportData} is everything on it as plain records ({@link
 * io.seiche.report.ComparisonData} where cells are compared), {@link io.seiche.report.Report} sets it into the template. The data travels as JSON inside the page and every text from a table or a configuration reaches the
 * reader as text: in Java it is escaped, in the script it is set as {@code textContent}. A content security policy
 * allows the page's own scripts and styles by their hashes and nothing else, so the page cannot load a thing.
 */
package io.seiche.report;
