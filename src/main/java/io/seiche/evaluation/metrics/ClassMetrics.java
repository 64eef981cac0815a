package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * The figures of one way to tell classes. What has no meaning is null and left out of the JSON.
 *
 * @param accuracy the share of the windows whose class was said; a class that is not known counts as not said
 * @param f1 the mean of the classes' F1, each weighing alike
 * @param auc the area under the ROC curve: of two classes the second's, of more the mean of each against the rest
 * @param logLoss mean of -log p of the class that came, in nats, over the windows whose class is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassMetrics(double accuracy, double f1, Double auc, Double logLoss) implements Serializable {
    private static final long serialVersionUID = 1;
}
