package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.List;

/**
 * A learned vector for each item: reads numbers of items, outputs row number x of {@code embeddings [items, units]}.
 *
 * <p>No product and no bias; rows start uniform in +-{@value #START}, as Keras' do. Its gradient reaches the rows read
 * alone, and there is none of the numbers themselves. Padding gives zeros, whatever is in it.
 */
final class Embedding implements Layer {
    private static final float START = 0.05f;

    private final int items;
    private final int units;
    private final int embeddings;
    private final BatchPart part;
    private final List<Embedding> same;
    private Sequence read; // [T][1][B]
    private Sequence reached; // [T][units][B], gradients of y
    private float[] y = {}; // [T][units][B]

    Embedding(Site site, int units, int items) {
        this.items = items;
        this.units = units;
        this.embeddings = site.layout().add(site.prefix() + ".embeddings", Layout.Role.EMBEDDING, items, units);
        site.starters().add(this::initial);
        part = site.part();
        same = part.join(this);
    }

    private void initial(float[] parameters, long seed) {
        SplitMix random = new SplitMix(SplitMix.mix(seed, embeddings));
        for (int j = embeddings; j < embeddings + items * units; j++) {
            parameters[j] = (float) random.uniform(-START, START);
        }
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        read = x;
        int batch = x.batch();
        int n = units * batch;
        y = Buffers.atLeast(y, x.steps() * n);
        for (int t = 0; t < x.steps(); t++) {
            for (int b = 0; b < batch; b++) {
                int row = row(t, b);
                for (int u = 0; u < units; u++) {
                    y[t * n + u * batch + b] = row < 0 ? 0f : parameters[row + u];
                }
            }
        }
        return new Sequence(y, 0, x.steps(), units, batch, x.lengths());
    }

    /** Returns the offset of the row of a step; -1 if the step is padding. */
    private int row(int t, int b) {
        if (read.lengths() != null && t >= read.lengths()[b]) {
            return -1;
        }
        int item = (int) read.values()[read.at(t) + b];
        assert item >= 0 && item < items : item;
        return embeddings + item * units;
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        reached = dy;
        part.await();
        int from = part.from(units);
        int to = part.to(units);
        for (int t = 0; t < read.steps(); t++) {
            int step = t;
            part.inOrder(same, read.batch(), (other, first, columns) -> {
                for (int b = first; b < first + columns; b++) {
                    other.addGradient(step, b, from, to, gradient);
                }
            });
        }
        return null;
    }

    private void addGradient(int t, int b, int from, int to, float[] gradient) {
        int row = row(t, b);
        for (int u = from; u < to && row >= 0; u++) {
            gradient[row + u] += reached.values()[reached.at(t) + u * reached.batch() + b];
        }
    }
}
