package io.seiche.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a batch that one thread computes: some of its examples, in a network of its own. Forward and back through
 * time, examples do not depend on each other; weight gradients are sums over all of them. For these a layer finds itself in
 * the networks of the other parts ({@link #join}), waits until their gradients are there ({@link #await}), and computes
 * some of the numbers, each of them as a whole: over all examples, in the order of the batch ({@link #inOrder}). The bits of
 * a gradient therefore do not depend on the number of parts.
 *
 * <p>Networks of one kind join in the same order, since they are built from the same description.
 */
final class BatchPart {
    /** Numbers by which ranges are rounded, so that vectors are full. */
    private static final int ROUND = 16;

    private final BatchParts all;
    private final int index;
    private int joined;

    private BatchPart(BatchParts all, int index) {
        this.all = all;
        this.index = index;
    }

    /** Returns the only part of a batch. */
    static BatchPart whole() {
        return new BatchParts(1).part(0);
    }

    /** Returns what stands at the same place in all parts, in their order; complete when all networks are built. */
    <T> List<T> join(T own) {
        return all.join(joined++, own);
    }

    /** Returns true if the current pass has one part only. */
    boolean isAlone() {
        return all.team.size() == 1;
    }

    /** Returns the number of parts of the current pass. */
    int count() {
        return all.team.size();
    }

    /** Returns true if this is the first part. */
    boolean isFirst() {
        return index == 0;
    }

    /** Waits for the other parts of the pass. */
    void await() {
        all.team.barrier(index);
    }

    /** Returns the columns of all parts in a layer where this part has {@code columns}. */
    int wholeColumns(int columns) {
        return isAlone() ? columns : columns / all.sizes[index] * all.windows;
    }

    /**
     * Visits the columns of all parts in the order of the whole batch. A network whose targets are examples of their own has
     * several columns for each window: the first of every window, then the second of every window.
     *
     * @param same the list that {@link #join} returned
     * @param columns of this part
     */
    <T> void inOrder(List<T> same, int columns, ColumnVisitor<T> visitor) {
        if (isAlone()) {
            visitor.visit(same.get(index), 0, columns);
            return;
        }
        int perWindow = columns / all.sizes[index];
        for (int i = 0; i < perWindow; i++) {
            for (int part = 0; part < all.team.size(); part++) {
                int size = all.sizes[part];
                visitor.visit(same.get(part), i * size, size);
            }
        }
    }

    /** Returns the first of the numbers, 0 to n - 1, whose sums over the batch this part computes. */
    int from(int n) {
        return bound(index, n);
    }

    /** Returns the number after the last of those whose sums this part computes. */
    int to(int n) {
        return bound(index + 1, n);
    }

    private int bound(int part, int n) {
        int parts = all.team.size();
        return part == parts ? n : Math.min(n, (int) ((long) part * n / parts + ROUND / 2) / ROUND * ROUND);
    }

    /** Is given some consecutive columns of a part. */
    @FunctionalInterface
    interface ColumnVisitor<T> {
        /**
         * Reads some columns.
         *
         * @param of the object of the part that has the columns
         * @param from first column
         * @param columns number of columns
         */
        void visit(T of, int from, int columns);
    }

    /** The parts of a batch and their threads. */
    static final class BatchParts {
        private final ThreadTeam team;
        private final int[] sizes; // windows of each part
        private final List<List<Object>> places = new ArrayList<>();
        private int windows;

        BatchParts(int most) {
            team = new ThreadTeam(most);
            sizes = new int[most];
        }

        ThreadTeam team() {
            return team;
        }

        BatchPart part(int index) {
            return new BatchPart(this, index);
        }

        /** Divides a batch evenly among some parts. */
        void divide(int batch, int parts) {
            windows = batch;
            team.resize(parts);
            for (int part = 0; part < parts; part++) {
                sizes[part] = first(part + 1) - first(part);
            }
        }

        /** Returns the first window of a part; of the number of parts, the number of windows. */
        int first(int part) {
            return (int) ((long) windows * part / team.size());
        }

        int size(int part) {
            return sizes[part];
        }

        @SuppressWarnings("unchecked")
        private <T> List<T> join(int place, T own) {
            if (place == places.size()) {
                places.add(new ArrayList<>());
            }
            places.get(place).add(own);
            return (List<T>) places.get(place);
        }
    }
}
