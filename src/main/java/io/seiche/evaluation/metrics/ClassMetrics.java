package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * The metrics of one classifier. A metric that has no meaning is null and left out of the JSON.
 *
 * @param accuracy the share of the windows whose class was predicted; windows of unknown classes count as wrong
 * @param f1 the mean of the classes' F1, all with the same weight
 * @param auc the area under the ROC curve: of two classes the second's, of more the mean of each against the rest
 * @param logLoss mean of -log p of the actual class, in nats, over the windows whose class is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassMetrics(double accuracy, double f1, Double auc, Double logLoss) implements Serializable {
    private static final long serialVersionUID = 1;
}
