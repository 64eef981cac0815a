package io.seiche.evaluation;

import java.util.List;

/**
 * The findings about a model's errors on the test windows, for a report.
 *
 * @param errors their places
 * @param importance inputs by the error without them, the most important first
 */
public record Findings(ErrorAnalysis.ErrorFindings errors, List<Importance.InputImportance> importance) {}
