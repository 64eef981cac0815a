package io.seiche.task;

import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;

/** Forecasts the targets of the rows after a window: horizon x targets values. */
public record Forecasting() implements Task {
    private static final long serialVersionUID = 1;

    @Override
    public String text() {
        return "forecast";
    }

    @Override
    public String usualLayers(WindowSpec windows, Columns columns, String loss) {
        Answers answers = Answers.of(
                Losses.parse(loss.isEmpty() ? "mse" : loss),
                windows.horizon(),
                columns.targets().size());
        return USUAL_UNITS + "dense(" + answers.outputs() + ")";
    }

    @Override
    public String usualLoss(int outputs) {
        return "mse";
    }

    @Override
    public Loss loss(String text, double... classWeights) {
        return Losses.parse(text);
    }

    @Override
    public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
        if (columns.label().present()) {
            throw new IllegalArgumentException("input.label must not be given with training.task = forecast, was "
                    + columns.label().text() + "; set training.task = classify");
        }
        int wanted =
                Answers.of(loss, windows.horizon(), columns.targets().size()).outputs();
        if (outputs != wanted) {
            throw new IllegalArgumentException("network.layers must answer " + wanted + " numbers (horizon "
                    + windows.horizon() + " x " + columns.targets().size() + " targets x "
                    + loss.blocks().count() + " for " + loss.name() + "), but " + network + " answers " + outputs
                    + "; end it with dense(" + wanted + ")");
        }
    }

    @Override
    public boolean outputsValues() {
        return true;
    }

    @Override
    public void checkRetraining() {}

    @Override
    public String toString() {
        return text();
    }
}
