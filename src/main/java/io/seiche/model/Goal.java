package io.seiche.model;

import io.seiche.loss.Answers;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Task;
import java.io.Serializable;

/**
 * The question every member of a model was trained to answer.
 *
 * @param task forecasting, classifying or naming the next item
 * @param vocabulary the items read and answered; {@link Vocabulary#NONE} for other tasks
 * @param loss that training minimised, as the configuration writes it; it gives the shape and meaning of the answers
 * @param windows the shape of the windows
 */
public record Goal(Task task, Vocabulary vocabulary, String loss, WindowSpec windows) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Shape and meaning of the numbers a network outputs. */
    Answers answers(Columns columns) {
        return Answers.of(task.loss(loss), windows.horizon(), columns.targets().size());
    }

    /**
     * Checks that a network answers the question.
     *
     * @throws IllegalArgumentException if it does not
     */
    void check(NetworkSpec network, Columns columns) {
        int outputs = network.outputs(columns.inputs());
        task.check(network, outputs, windows, columns, task.loss(loss));
        task.sized(network, vocabulary); // checks that it outputs a number for each item
    }
}
