package io.seiche.task;

import io.seiche.evaluation.EvaluationSpec;
import io.seiche.loss.Loss;
import io.seiche.series.Columns;
import io.seiche.series.DataFacts;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;

/**
 * The data and settings of scoring a network.
 *
 * @param windows shape of the windows, as in training
 * @param columns of the chunks
 * @param loss the network was trained with
 * @param transform applied to the targets before they were scaled
 * @param vocabulary items by number; {@link Vocabulary#NONE} for tasks that read numbers
 * @param facts about the table
 * @param evaluation season, baselines and intervals
 */
public record ScoringSpec(
        WindowSpec windows,
        Columns columns,
        Loss loss,
        Transform transform,
        Vocabulary vocabulary,
        DataFacts facts,
        EvaluationSpec evaluation) {}
