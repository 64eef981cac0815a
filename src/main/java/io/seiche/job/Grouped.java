package io.seiche.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Groups the elements of an iterator into lists of a fixed size; the last one may be smaller. */
final class Grouped<A> implements Iterator<List<A>> {
    private final Iterator<A> from;
    private final int size;

    Grouped(Iterator<A> from, int size) {
        this.from = from;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        return from.hasNext();
    }

    @Override
    public List<A> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<A> group = new ArrayList<>();
        while (group.size() < size && from.hasNext()) {
            group.add(from.next());
        }
        return group;
    }
}
