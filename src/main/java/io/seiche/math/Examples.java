package io.seiche.math;

/**
 * The place of some examples in their batch. Random masks are a function of it, so that the number of an example in the
 * batch counts, not its column in the arrays of a part.
 *
 * @param first number of the first example in the batch
 * @param size number of examples
 * @param whole number of examples of the batch
 */
public record Examples(int first, int size, int whole) {
    /** Returns all examples of a batch. */
    public static Examples all(int batch) {
        return new Examples(0, batch, batch);
    }

    /**
     * Returns the number in the batch of a column. Where an array has several columns for each example, it has the first of
     * every example, then the second of every example, and so on.
     */
    public int number(int column) {
        return column / size * whole + first + column % size;
    }
}
