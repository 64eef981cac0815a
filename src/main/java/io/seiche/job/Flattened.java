package io.seiche.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** An iterator over the elements that each element of another iterator gives; it holds those of one at a time. */
public final class Flattened<A, B> implements Iterator<B> {
    private final Iterator<A> from;
    private final Function<A, List<B>> each;
    private Iterator<B> now = Collections.emptyIterator();

    /**
     * Creates the iterator over what lists of elements give; the last list may be shorter.
     *
     * @param each the elements to return in place of a list
     */
    static <A, B> Flattened<List<A>, B> ofGroups(Iterator<A> from, int size, Function<List<A>, List<B>> each) {
        return new Flattened<>(new Grouped<>(from, size), each);
    }

    /** Creates the iterator over what each element gives, element by element. */
    public Flattened(Iterator<A> from, Function<A, List<B>> each) {
        this.from = from;
        this.each = each;
    }

    @Override
    public boolean hasNext() {
        while (!now.hasNext() && from.hasNext()) {
            now = each.apply(from.next()).iterator();
        }
        return now.hasNext();
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return now.next();
    }

    /** The elements of an iterator in lists of so many; the last list may be shorter. */
    private static final class Grouped<A> implements Iterator<List<A>> {
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
}
